import { t } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useDeferredValue, useState } from 'react';
import { postSecret } from '../api/client.ts';
import type { Upload } from '../api/mail-types.ts';
import { complaintQuestion } from '../api/questions.ts';
import { BackArrow } from '../parts/BackArrow.tsx';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Field } from '../parts/Field.tsx';
import { MomentField } from '../parts/fields.tsx';
import { FilesField } from '../parts/files/FilesField.tsx';
import { useFiles } from '../parts/files/use-files.ts';
import { ScreenTitle } from '../parts/Screen.tsx';
import { useAct } from '../parts/use-act.ts';
import { fromLocalField } from '../time.ts';
import { LetterParts } from './LetterParts.tsx';
import { kindWords, type LetterKind, letterKinds, type Preview } from './letter-types.ts';
import { SentLetters } from './SentLetters.tsx';

const languages = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', ar: 'العربية' };

const datedKinds: readonly LetterKind[] = ['holding', 'delay', 'final'];

/** A letter with everything that the rules want in it. Where nothing is missing, it can be sent. */
export function LetterScreen() {
  const { id } = useParams({ from: '/shell/letters/$id' });
  const navigate = useNavigate();
  const { i18n } = useLingui();
  const { data: complaint } = useQuery(complaintQuestion(id));
  const [kind, setKind] = useState<LetterKind>('final');
  const [language, setLanguage] = useState('');
  const [own, setOwn] = useState<Record<string, string>>({});
  const [waiver, setWaiver] = useState('');
  const [newDate, setNewDate] = useState('');
  const [attached, attach] = useState<Upload[]>([]);
  const files = useFiles(attached, attach);
  const wish = {
    kind,
    own: Object.fromEntries(Object.entries(own).filter(([, text]) => text.trim() !== '')),
    ...(language && { language }),
    ...(waiver && { waiver }),
    ...(newDate && { newDate: fromLocalField(newDate) }),
    ...(attached.length > 0 && { files: attached.map(({ ticket }) => ticket) }),
  };
  const asked = useDeferredValue(JSON.stringify(wish));
  const preview = useQuery({
    queryKey: ['letter-preview', id, asked],
    queryFn: () =>
      postSecret<Preview>(`/complaints/${id}/letters/preview`, JSON.parse(asked) as object),
    placeholderData: keepPreviousData,
  });
  const sending = useAct({
    complaintId: id,
    said: t`The letter is on its way.`,
    onDone: () => navigate({ to: '/complaints/$id', params: { id } }),
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    sending.mutate({ path: `/complaints/${id}/letters`, body: wish });
  };
  const { data } = preview;
  const reference = complaint?.reference ?? '';
  return (
    <div className="page">
      <header className="page-head">
        <ScreenTitle title={t`Letter about ${reference}`} />
        <Link to="/complaints/$id" params={{ id }}>
          <BackArrow /> <Trans>Back to the complaint</Trans>
        </Link>
      </header>
      <form className="stack letter" onSubmit={send}>
        <div className="letter-choices">
          <Field label={t`What is it for?`}>
            {(wired) => (
              <select
                {...wired}
                value={kind}
                onChange={({ target }) => setKind(target.value as LetterKind)}
              >
                {letterKinds.map((each) => (
                  <option key={each} value={each}>
                    {i18n._(kindWords[each])}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t`Language of our own sentences`}>
            {(wired) => (
              <select
                {...wired}
                value={language || (data?.language ?? 'en')}
                onChange={({ target }) => setLanguage(target.value)}
              >
                {Object.entries(languages).map(([tag, name]) => (
                  <option key={tag} value={tag}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {datedKinds.includes(kind) && (
            <MomentField
              label={t`New date`}
              value={newDate}
              onChange={setNewDate}
              isRequired={false}
            />
          )}
        </div>
        <Fault fault={preview.error} />
        {data && (
          <LetterParts
            preview={data}
            own={own}
            onOwn={(block, text) => setOwn({ ...own, [block]: text })}
            waiver={waiver}
            onWaiver={setWaiver}
          />
        )}
        <FilesField files={files} />
        <Fault fault={sending.error} />
        <Button type="submit" look="main" isBusy={sending.isPending} isDisabled={!data?.canBeSent}>
          <Trans>Send the letter</Trans>
        </Button>
      </form>
      <SentLetters complaintId={id} />
    </div>
  );
}
