import { Trans } from '@lingui/react/macro';

type Props = {
  scheme: 'light' | 'dark';
  name: string;
  logo: string | null;
  accent: string;
  ink: string;
};

/** The head of a customer's page in small; nothing in it can be pressed. */
export function BrandPreview({ scheme, name, logo, accent, ink }: Props) {
  return (
    <div className={`brand-preview ${scheme}`} aria-hidden="true">
      <p>{logo ? <img src={logo} alt="" /> : <strong>{name}</strong>}</p>
      <p>
        <Trans>Something went wrong? Tell us.</Trans>
      </p>
      <p>
        <span className="brand-button" style={{ background: accent, color: ink }}>
          <Trans>Complain</Trans>
        </span>{' '}
        <span className="brand-link" style={{ color: accent }}>
          <Trans>Who is responsible</Trans>
        </span>
      </p>
    </div>
  );
}
