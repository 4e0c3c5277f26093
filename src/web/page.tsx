import { I18nProvider, Trans } from '@lingui/react';
import { Fragment, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { i18n, languageNow, wordsNow } from '#languages/i18n.ts';
import { allLanguages, directionOf, languages } from '#languages/languages.ts';
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
  <html lang={languageNow()} dir={directionOf(languageNow())}>
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
        {i18n.t('Skip to the content')}
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
              <Trans
                id="Telephone <1>{phone}</1>, mail <0>{email}</0>"
                values={{ phone: organisation.phone, email: organisation.email }}
                components={{
                  1: <bdi dir="ltr" />,
                  0: <a href={`mailto:${organisation.email}`} dir="ltr" />,
                }}
              />
            </p>
            <nav aria-label={i18n.t('Help')}>
              <a href="/complain">{i18n.t('Complain')}</a>{' '}
              <a href="/who">{i18n.t('Who is responsible')}</a>{' '}
              <a href="/lost-link">{i18n.t('I lost my link')}</a>
            </nav>
            <Languages />
          </>
        ) : null}
      </footer>
    </body>
  </html>
);

/** Each in its own words: whoever needs it cannot read the others. */
const Languages = () => (
  <nav aria-label={i18n.t('Language')}>
    {allLanguages.map((language) => (
      <Fragment key={language}>
        {language === languageNow() ? (
          <span aria-current="true">{languages[language]}</span>
        ) : (
          <a href={`?language=${language}`} hrefLang={language} lang={language}>
            {languages[language]}
          </a>
        )}{' '}
      </Fragment>
    ))}
  </nav>
);

/** The name of the house, or its logo. */
const Sign = ({ organisation }: Pick<PageProps, 'organisation'>) => {
  if (!organisation) return 'Amends';
  const { name, brand } = organisation;
  return brand?.logoId ? <img src={logoAddress(brand.logoId)} alt={name} /> : name;
};

/** The page as HTML, in the language of whoever asked for it. */
export const render = (page: ReactNode): string =>
  `<!doctype html>${renderToStaticMarkup(<I18nProvider i18n={wordsNow()}>{page}</I18nProvider>)}`;
