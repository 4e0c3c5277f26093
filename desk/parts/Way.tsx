import { type LinkOptions, type RegisteredRouter, useLinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Filters } from '../list/filters.ts';

type Props = {
  to: LinkOptions<RegisteredRouter>['to'] & string;
  id?: string;
  filters: Filters;
  className: string;
  isCurrent: boolean;
  children: ReactNode;
};

/**
 * A link that is told whether it is the present place. The router's own link guesses it from the
 * address, and takes the list for present on each of its views.
 */
export function Way({ to, id, filters, className, isCurrent, children }: Props) {
  const link = useLinkProps({
    to,
    params: id === undefined ? {} : { id },
    search: filters,
  } as LinkOptions<RegisteredRouter>);
  return (
    <a
      {...link}
      className={className}
      data-id={id}
      data-status={undefined}
      aria-current={isCurrent ? 'page' : undefined}
    >
      {children}
    </a>
  );
}
