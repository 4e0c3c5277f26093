import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Fault } from '../parts/Fault.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { PackCard } from './PackCard.tsx';
import { type PackLine, packsQuestion } from './pack-types.ts';

const isOn = ({ versions }: PackLine): boolean => versions.some((version) => version.isOn);

/** By which rules we work; an administrator switches them, everybody reads them. */
export function PacksScreen() {
  const { data, error } = useQuery(packsQuestion);
  const on = data?.packs.filter(isOn) ?? [];
  const off = data?.packs.filter((pack) => !isOn(pack)) ?? [];
  return (
    <div className="page">
      <header className="page-head">
        <ScreenTitle title={t`Rules`} />
      </header>
      <p className="lead">
        <Trans>
          A pack is a set of rules: its dates, its letters, what it wants on record. A complaint
          keeps the version that was in force when it came.
        </Trans>
      </p>
      <Fault fault={error} />
      <section aria-labelledby="packs-on">
        <h2 id="packs-on">
          <Trans>Switched on</Trans>
        </h2>
        {data && on.length === 0 && (
          <p className="quiet">
            <Trans>None yet. Compare and try before you switch one on.</Trans>
          </p>
        )}
        {on.map((pack) => (
          <PackCard key={pack.id} pack={pack} />
        ))}
      </section>
      <section aria-labelledby="packs-off">
        <h2 id="packs-off">
          <Trans>Not switched on</Trans>
        </h2>
        {off.map((pack) => (
          <PackCard key={pack.id} pack={pack} />
        ))}
      </section>
    </div>
  );
}
