import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { sizeInWords } from '../../words.ts';
import { Button } from '../Button.tsx';
import type { Files } from './use-files.ts';

/** Files by choosing, pasting or dropping: each on its own, so that one that fails fails alone. */
export function FilesField({ files }: { files: Files }) {
  const { taken, underWay, notTaken } = files;
  return (
    <fieldset className={files.isOver ? 'files-field over' : 'files-field'}>
      <legend>
        <Trans>Files</Trans>
      </legend>
      <p className="files-add">
        <label className="button plain">
          <input
            type="file"
            multiple
            className="unseen"
            onChange={({ target }) => {
              files.add(target.files ?? []);
              // The same file may be chosen again after it was taken out.
              target.value = '';
            }}
          />
          <Trans>Add files</Trans>
        </label>
        <span className="hint">
          <Trans>or paste or drop them here, 25 MB each at most</Trans>
        </span>
      </p>
      <ul className="chosen-files">
        {taken.map(({ ticket, name, size }) => (
          <li key={ticket}>
            <span className="name" dir="auto">
              {name}
            </span>
            <span className="quiet">{sizeInWords(size)}</span>
            <Button look="quiet" onPress={() => files.remove(ticket)}>
              <Trans>
                Take out<span className="unseen"> {name}</span>
              </Trans>
            </Button>
          </li>
        ))}
        {underWay.map(({ id, name, part }) => (
          <li key={id}>
            <span className="name" dir="auto">
              {name}
            </span>
            <progress value={part} aria-label={t`Sending ${name}`} />
            <Button look="quiet" onPress={() => files.stop(id)}>
              <Trans>
                Stop<span className="unseen"> sending {name}</span>
              </Trans>
            </Button>
          </li>
        ))}
      </ul>
      <div role="alert" className="fault-place">
        {notTaken.map(({ id, name, why }) => (
          <p key={id} className="fault">
            <Trans>
              {name} was not taken. {why}
            </Trans>
          </p>
        ))}
      </div>
      <p role="status" className="unseen">
        {underWay.length === 0 &&
          taken.length > 0 &&
          plural({ many: taken.length }, { one: '# file attached.', other: '# files attached.' })}
      </p>
    </fieldset>
  );
}

/** Said to whoever sends while a file is still on its way. */
export const filesUnderWay = new Error(
  t`A file is still on its way. Wait until it is there, or stop it.`,
);
