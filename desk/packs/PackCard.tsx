import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { calendarDate } from '../time.ts';
import { Content } from './Content.tsx';
import { Gaps } from './Gaps.tsx';
import type { PackLine, PackVersion } from './pack-types.ts';
import { SwitchDialog } from './SwitchDialog.tsx';
import { TrialForm } from './TrialForm.tsx';
import { Versions } from './Versions.tsx';

type Shown = 'content' | 'compare' | 'try' | 'gaps' | null;

export function PackCard({ pack }: { pack: PackLine }) {
  const maySwitch = may(useMe(), 'switchPacks');
  const [switching, setSwitching] = useState<PackVersion | null>(null);
  const [shown, show] = useState<Shown>(null);
  const toggle = (what: Shown): void => show(shown === what ? null : what);
  const { name, versions } = pack;
  return (
    <article className="pack" aria-label={name}>
      <header>
        <h3>{name}</h3>
        <span className="quiet">{pack.jurisdiction}</span>
      </header>
      <p className="quiet">{pack.scope}</p>
      <ul className="pack-versions">
        {versions.map((version) => (
          <li key={version.version}>
            <VersionLine version={version} />
            {maySwitch && (
              <Button onPress={() => setSwitching(version)}>
                {version.isOn ? t`Switch off …` : t`Switch on …`}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="pack-ways">
        <Button look="quiet" onPress={() => toggle('content')}>
          <Trans>What it says</Trans>
        </Button>
        {versions.length > 1 && (
          <Button look="quiet" onPress={() => toggle('compare')}>
            <Trans>Compare versions</Trans>
          </Button>
        )}
        <Button look="quiet" onPress={() => toggle('try')}>
          <Trans>Try on a past complaint</Trans>
        </Button>
        {versions.some(({ isOn }) => isOn) && (
          <Button look="quiet" onPress={() => toggle('gaps')}>
            <Trans>What is not on record</Trans>
          </Button>
        )}
      </p>
      {shown === 'content' && <Content pack={pack} />}
      {shown === 'compare' && <Versions pack={pack} />}
      {shown === 'try' && <TrialForm pack={pack} />}
      {shown === 'gaps' && <Gaps packId={pack.id} />}
      {switching && (
        <SwitchDialog pack={pack} version={switching} onClose={() => setSwitching(null)} />
      )}
    </article>
  );
}

function VersionLine({ version: one }: { version: PackVersion }) {
  const { version, isOn, changedBy } = one;
  const doubtful = one.rules.unseen + one.rules.second_hand;
  return (
    <div>
      <strong>
        <Trans>Version {version}</Trans>
      </strong>{' '}
      <span className="quiet">{periodWords(one)}</span>
      {isOn && (
        <p>
          <Trans>
            On, switched by <bdi>{changedBy}</bdi>: <bdi>{one.reason}</bdi>
          </Trans>
        </p>
      )}
      {doubtful > 0 && (
        <p className="doubt">
          {plural(doubtful, {
            one: '# rule was not read in its own text: check with your adviser.',
            other: '# rules were not read in their own text: check with your adviser.',
          })}
        </p>
      )}
    </div>
  );
}

function periodWords({ effectiveFrom, effectiveTo }: PackVersion): string {
  const from = effectiveFrom && calendarDate(effectiveFrom);
  const to = effectiveTo && calendarDate(effectiveTo);
  if (from && to) return t`for what came from ${from} to ${to}`;
  if (from) return t`for what comes from ${from}`;
  return to ? t`for what came until ${to}` : '';
}
