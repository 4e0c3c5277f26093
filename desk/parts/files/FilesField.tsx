import { count } from '../../time.ts';
import { sizeInWords } from '../../words.ts';
import { Button } from '../Button.tsx';
import type { Files } from './use-files.ts';

/** Files by choosing, pasting or dropping: each on its own, so that one that fails fails alone. */
export function FilesField({ files }: { files: Files }) {
  const { taken, underWay, notTaken } = files;
  return (
    <fieldset className={files.isOver ? 'files-field over' : 'files-field'}>
      <legend>Files</legend>
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
          Add files
        </label>
        <span className="hint">or paste or drop them here, 25 MB each at most</span>
      </p>
      <ul className="chosen-files">
        {taken.map(({ ticket, name, size }) => (
          <li key={ticket}>
            <span className="name" dir="auto">
              {name}
            </span>
            <span className="quiet">{sizeInWords(size)}</span>
            <Button look="quiet" onPress={() => files.remove(ticket)}>
              Take out<span className="unseen"> {name}</span>
            </Button>
          </li>
        ))}
        {underWay.map(({ id, name, part }) => (
          <li key={id}>
            <span className="name" dir="auto">
              {name}
            </span>
            <progress value={part} aria-label={`Sending ${name}`} />
            <Button look="quiet" onPress={() => files.stop(id)}>
              Stop<span className="unseen"> sending {name}</span>
            </Button>
          </li>
        ))}
      </ul>
      <div role="alert" className="fault-place">
        {notTaken.map(({ id, name, why }) => (
          <p key={id} className="fault">
            {name} was not taken. {why}
          </p>
        ))}
      </div>
      <p role="status" className="unseen">
        {underWay.length === 0 && taken.length > 0 && `${count(taken.length, 'file')} attached.`}
      </p>
    </fieldset>
  );
}

/** Said to whoever sends while a file is still on its way. */
export const filesUnderWay = new Error(
  'A file is still on its way. Wait until it is there, or stop it.',
);
