import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';

const tabs = [
  ['/knowledge', t`Articles`],
  ['/knowledge/wanted', t`To write`],
  ['/knowledge/learning', t`To learn`],
] as const;

/** The three sides of knowledge. */
export function Tabs() {
  return (
    <nav aria-label={t`Knowledge`} className="tabs">
      {tabs.map(([to, words]) => (
        <Link key={to} to={to} className="tab" activeOptions={{ exact: true }}>
          {words}
        </Link>
      ))}
    </nav>
  );
}
