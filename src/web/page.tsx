import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Brand, brandStyleAddress, logoAddress } from './brand.ts';
import { styleAddress } from './style.ts';

type PageProps = {
  title: string;
  /** Who the page is from; absent before the first run. */
  organisation?:
    | { name: string; phone: string; email: string; address: string; brand?: Brand | null }
    | undefined;
  children: ReactNode;
};

/** The page around everything a customer sees: one column, no script, the same help at the foot. */
export const Page = ({ title, organisation, children }: PageProps) => (
  <html lang="en">
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{organisation ? `${title} – ${organisation.name}` : title}</title>
      <link rel="stylesheet" href={styleAddress} />
      {organisation?.brand?.accent ? (
        <link rel="stylesheet" href={brandStyleAddress(organisation.brand)} />
      ) : null}
    </head>
    <body>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header>
        <a href="/">
          <Sign organisation={organisation} />
        </a>
      </header>
      <main id="main">{children}</main>
      <footer>
        {organisation ? (
          <>
            <p>
              <strong>{organisation.name}</strong>, {organisation.address}
              <br />
              Telephone {organisation.phone}, mail{' '}
              <a href={`mailto:${organisation.email}`}>{organisation.email}</a>
            </p>
            <nav aria-label="Help">
              <a href="/complain">Complain</a> <a href="/who">Who is responsible</a>{' '}
              <a href="/lost-link">I lost my link</a>
            </nav>
          </>
        ) : null}
      </footer>
    </body>
  </html>
);

/** The name of the house, or its logo. */
const Sign = ({ organisation }: Pick<PageProps, 'organisation'>) => {
  if (!organisation) return 'Amends';
  const { name, brand } = organisation;
  return brand?.logoId ? <img src={logoAddress(brand.logoId)} alt={name} /> : name;
};

export const render = (page: ReactNode): string => `<!doctype html>${renderToStaticMarkup(page)}`;
