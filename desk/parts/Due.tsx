import { dueInWords, pastInWords, useNow, wholeDate } from '../time.ts';

/** A promised date in words, coloured only where it means something. */
export function Due({ at }: { at: string }) {
  const { words, mood } = dueInWords(at, useNow());
  return (
    <time className={`due ${mood}`} dateTime={at} title={wholeDate(at)}>
      {words}
    </time>
  );
}

/** When something happened. */
export function At({ at }: { at: string }) {
  return (
    <time dateTime={at} title={wholeDate(at)}>
      {pastInWords(at, useNow())}
    </time>
  );
}
