import { Link } from '@tanstack/react-router';

const tabs = [
  ['/knowledge', 'Articles'],
  ['/knowledge/wanted', 'To write'],
  ['/knowledge/learning', 'To learn'],
] as const;

/** The three sides of knowledge. */
export function Tabs() {
  return (
    <nav aria-label="Knowledge" className="tabs">
      {tabs.map(([to, words]) => (
        <Link key={to} to={to} className="tab" activeOptions={{ exact: true }}>
          {words}
        </Link>
      ))}
    </nav>
  );
}
