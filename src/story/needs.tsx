import { i18n } from '#languages/i18n.ts';
import { TextArea } from '#web/parts.tsx';
import type { Story } from './story.ts';

/**
 * What they said here stands in the field, so that nobody has to say it twice. What was said
 * elsewhere does not: anybody can complain under an address of mail that is not theirs.
 */
export const Needs = ({ base, story: { complaint, customer } }: { base: string; story: Story }) => {
  const said = customer.needsFrom === complaint.complaintId ? customer.needs : null;
  return (
    <section className="no-print" aria-labelledby="needs-title">
      <h2 id="needs-title">{i18n.t('When we get in touch')}</h2>
      <form method="post" action={`${base}/needs`}>
        <TextArea
          name="needs"
          label={i18n.t('What should we know?')}
          hint={i18n.t(
            'For example: large print, or call after ten. We keep it for the next time, too.',
          )}
          value={said ?? undefined}
          rows={2}
        />
        <button type="submit" className="plain">
          {i18n.t('Keep this in mind')}
        </button>
      </form>
    </section>
  );
};
