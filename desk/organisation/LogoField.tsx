import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { Upload } from '../api/mail-types.ts';
import { upload } from '../api/upload.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Field } from '../parts/Field.tsx';

/** The logo as it is, and the one that is to take its place. */
export type LogoDraft = { kept: string | null; upload: (Upload & { shown: string }) | null };

export const logoShown = ({ kept, upload: fresh }: LogoDraft): string | null =>
  fresh?.shown ?? (kept && `/brand/logo?v=${kept}`);

type Props = { logo: LogoDraft; onChange: (logo: LogoDraft) => void };

export function LogoField({ logo, onChange }: Props) {
  const [fault, setFault] = useState<unknown>(null);
  const [isBusy, work] = useState(false);
  const send = async (file: File): Promise<void> => {
    setFault(null);
    work(true);
    try {
      const { signal } = new AbortController();
      const sent = await upload(file, { onProgress: () => undefined, signal });
      onChange({ ...logo, upload: { ...sent, shown: await asAddress(file) } });
    } catch (error) {
      setFault(error);
    } finally {
      work(false);
    }
  };
  return (
    <>
      <Field label={t`Logo`} hint={t`PNG or JPEG, at most 200 KB. It stands on a white ground.`}>
        {(wired) => (
          <input
            {...wired}
            type="file"
            accept="image/png,image/jpeg"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) void send(file);
            }}
          />
        )}
      </Field>
      {isBusy && (
        <p className="quiet">
          <Trans>One moment …</Trans>
        </p>
      )}
      <Fault fault={fault} />
      {(logo.kept ?? logo.upload) && (
        <p>
          <Button onPress={() => onChange({ kept: null, upload: null })}>
            <Trans>Without a logo</Trans>
          </Button>
        </p>
      )}
    </>
  );
}

/** The page may show pictures of its own and those that stand in an address. */
const asAddress = (file: File): Promise<string> =>
  new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => fail(new Error(t`This file cannot be read.`));
    reader.readAsDataURL(file);
  });
