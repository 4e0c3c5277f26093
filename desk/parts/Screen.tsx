import { t } from '@lingui/core/macro';
import { type ReactNode, useEffect, useRef } from 'react';

let isFirst = true;

type Props = { title: string; children?: ReactNode; isQuiet?: boolean };

/**
 * The heading of a screen. It names the tab and, except on the first load, takes the focus: who
 * uses a screen reader hears where they have come to.
 */
export function ScreenTitle({ title, children, isQuiet = false }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t`${title} – Desk`;
  }, [title]);
  useEffect(() => {
    if (isQuiet) return;
    if (!isFirst) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, [isQuiet]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}

/** Something kind where nothing is. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children && <p>{children}</p>}
    </div>
  );
}
