import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../../api/client.ts';
import { Refused } from '../../api/refused.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Fault } from '../../parts/Fault.tsx';
import { originalOf } from './MailParts.tsx';

type Props = { id: string; subject: string; onClose: () => void };

/** A mail as its sender made it up, in a frame that can neither run nor reach anything. */
export function PageDialog({ id, subject, onClose }: Props) {
  const [withPictures, showPictures] = useState(false);
  const { isSuccess, error } = useQuery({
    queryKey: ['mail-page', id],
    // A frame cannot tell that there is nothing to show in it: asked beforehand.
    queryFn: () => read(pageOf(id)).then(() => true),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isPlain = error instanceof Refused && error.status === 404;
  return (
    <Dialog title={subject || t`A mail without a subject`} onClose={onClose} isWide>
      {isPlain ? <p>{error.message}</p> : <Fault fault={error} />}
      {error && (
        <p>
          <a href={originalOf(id)} download={`${id}.eml`}>
            <Trans>Download the original</Trans>
          </a>
        </p>
      )}
      {isSuccess && (
        <div className="mail-page">
          <p className="quiet">
            {withPictures
              ? t`Pictures are fetched from where the sender put them.`
              : t`Pictures that lie elsewhere are left out: fetching them would tell the sender that this mail is being read, and where.`}
          </p>
          {!withPictures && (
            <Button onPress={() => showPictures(true)}>
              <Trans>Show pictures from elsewhere</Trans>
            </Button>
          )}
          <iframe
            title={t`The mail as it was sent`}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            referrerPolicy="no-referrer"
            src={`/api${pageOf(id)}${withPictures ? '?images=yes' : ''}`}
          />
        </div>
      )}
    </Dialog>
  );
}

const pageOf = (id: string): string => `/mails/${id}/page`;
