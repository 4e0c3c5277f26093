import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { organisationQuestion } from '../api/questions.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { Answerable } from './Answerable.tsx';
import { Areas } from './Areas.tsx';
import { Branding } from './Branding.tsx';
import { CalendarSection } from './CalendarSection.tsx';
import { RightsDialog } from './RightsDialog.tsx';

/** What holds for everybody here, and what customers see of us. */
export function OrganisationScreen() {
  const me = useMe();
  const [isStating, state] = useState(false);
  const { data: organisation, error } = useQuery(organisationQuestion);
  return (
    <div className="page">
      <ScreenTitle title={t`Organisation`} />
      <Fault fault={error} />
      {organisation && (
        <>
          <p className="lead">
            {organisation.name}, {organisation.address}
            <br />
            <span className="quiet">
              {organisation.phone} · {organisation.email} · {organisation.zone}
            </span>
          </p>
          <Answerable organisation={organisation} />
          {may(me, 'setCalendar') && <CalendarSection organisation={organisation} />}
          {may(me, 'brand') && <Branding organisation={organisation} />}
        </>
      )}
      <Areas />
      {may(me, 'stateRights') && (
        <section aria-labelledby="rights">
          <h2 id="rights">
            <Trans>Customers’ rights</Trans>
          </h2>
          <p>
            <Trans>What each acknowledgement says about them, in our own words.</Trans>
          </p>
          <Button onPress={() => state(true)}>
            <Trans>State them</Trans>
          </Button>
        </section>
      )}
      {isStating && <RightsDialog onClose={() => state(false)} />}
    </div>
  );
}
