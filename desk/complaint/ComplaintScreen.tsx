import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { complaintQuestion } from '../api/questions.ts';
import type { Complaint } from '../api/types.ts';
import { useFilters } from '../list/use-filters.ts';
import { viewNames } from '../list/views.ts';
import { Fault } from '../parts/Fault.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { ComplaintHead } from './ComplaintHead.tsx';
import { Composer } from './Composer.tsx';
import { Facts } from './Facts.tsx';
import { JoinedBar } from './JoinedBar.tsx';
import { SuggestionBar } from './mail/SuggestionBar.tsx';
import { OfferBar } from './OfferBar.tsx';
import { Thread } from './Thread.tsx';
import { Warnings } from './Warnings.tsx';

export function ComplaintScreen() {
  const { id } = useParams({ from: '/shell/lists/complaints/$id' });
  const filters = useFilters();
  const { data, error } = useQuery(complaintQuestion(id));
  return (
    <article className="complaint" aria-label={t`Complaint`}>
      <p className="back">
        <Link to="/" search={filters}>
          <span aria-hidden="true">← </span>
          {viewNames[filters.view ?? 'mine']}
        </Link>
      </p>
      {data ? <Whole key={id} complaint={data} /> : <NotThere fault={error} />}
    </article>
  );
}

function NotThere({ fault }: { fault: unknown }) {
  if (fault) {
    return (
      <div className="pad">
        <ScreenTitle title={t`This complaint cannot be shown`} />
        <Fault fault={fault} />
      </div>
    );
  }
  return (
    <p className="quiet pad">
      <Trans>One moment …</Trans>
    </p>
  );
}

function Whole({ complaint }: { complaint: Complaint }) {
  return (
    <>
      <ComplaintHead complaint={complaint} />
      <div className="talk">
        <OfferBar complaint={complaint} />
        <JoinedBar complaint={complaint} />
        <SuggestionBar complaint={complaint} />
        <Warnings complaint={complaint} />
        <Thread complaint={complaint} />
        <Composer complaint={complaint} />
      </div>
      <Facts complaint={complaint} />
    </>
  );
}
