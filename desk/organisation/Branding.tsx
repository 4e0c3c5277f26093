import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { coloursQuestion } from '../api/questions.ts';
import type { Organisation, Readable } from '../api/types.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';
import { useAct } from '../parts/use-act.ts';
import { BrandPreview } from './BrandPreview.tsx';
import { type LogoDraft, LogoField, logoShown } from './LogoField.tsx';

const usual = { light: '#1a5fb4', dark: '#8ab8f5' };

type Scheme = keyof typeof usual;

const labels: Readonly<Record<Scheme, string>> = {
  light: t`Colour on light pages`,
  dark: t`Colour on dark pages`,
};

/** Our colour and logo on the pages of customers, seen before they are set. */
export function Branding({ organisation: { name, brand } }: { organisation: Organisation }) {
  const client = useQueryClient();
  const [colours, choose] = useState(brand?.accent ?? usual);
  const [logo, setLogo] = useState<LogoDraft>({ kept: brand?.logoId ?? null, upload: null });
  const { data: readable } = useQuery({
    ...coloursQuestion(colours),
    placeholderData: keepPreviousData,
  });
  const setting = useAct({
    said: t`Customers see it from now on.`,
    onDone: () => void client.invalidateQueries({ queryKey: ['organisation'] }),
  });
  const isUsual = colours.light === usual.light && colours.dark === usual.dark;
  const body = {
    accent: isUsual ? null : colours,
    ...(logo.upload ? { logo: logo.upload.ticket } : logo.kept ? {} : { logo: null }),
  };
  return (
    <section aria-labelledby="branding">
      <h2 id="branding">
        <Trans>How our pages look to customers</Trans>
      </h2>
      <ActForm
        button={t`Set it`}
        isBusy={setting.isPending}
        fault={setting.error}
        onSend={() => setting.mutate({ path: '/organisation/branding', body })}
      >
        <div className="brand-schemes">
          {(['light', 'dark'] as const).map((scheme) => (
            <div key={scheme} className="stack">
              <ColourField
                label={labels[scheme]}
                colour={colours[scheme]}
                readable={readable?.[scheme]}
                onChange={(colour) => choose({ ...colours, [scheme]: colour })}
              />
              <BrandPreview
                scheme={scheme}
                name={name}
                logo={logoShown(logo)}
                accent={colours[scheme]}
                ink={readable?.[scheme].ink ?? '#ffffff'}
              />
            </div>
          ))}
        </div>
        <LogoField logo={logo} onChange={setLogo} />
      </ActForm>
      {!isUsual && (
        <p className="after">
          <Button look="quiet" onPress={() => choose(usual)}>
            <Trans>Back to the usual colours</Trans>
          </Button>
        </p>
      )}
    </section>
  );
}

type ColourProps = {
  label: string;
  colour: string;
  readable: Readable | undefined;
  onChange: (colour: string) => void;
};

function ColourField({ label, colour, readable, onChange }: ColourProps) {
  return (
    <div>
      <Field label={label}>
        {(wired) => (
          <input
            {...wired}
            type="color"
            value={colour}
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </Field>
      <p role="status" className={readable?.canBeRead === false ? 'over' : 'quiet'}>
        {readable && readabilityWords(readable)}
      </p>
      {readable?.canBeRead === false && (
        <Button onPress={() => onChange(readable.nearest)}>
          <Trans>
            Take the nearest that can be read<span className="unseen">: {label}</span>
          </Trans>
        </Button>
      )}
    </div>
  );
}

const readabilityWords = ({ contrast, canBeRead }: Readable): string =>
  canBeRead
    ? t`Easy to read: ${contrast} to 1.`
    : t`Hard to read: ${contrast} to 1, and 4.5 is needed.`;
