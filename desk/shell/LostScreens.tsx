import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Button } from '../parts/Button.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';

/** A fault of ours in the desk itself; what somebody typed is in the drafts. */
export function FailedScreen() {
  return (
    <div className="page">
      <ScreenTitle title={t`This screen has failed`} />
      <p className="lead">
        <Trans>That is a fault of ours. What you typed is kept in this browser.</Trans>
      </p>
      <Button onPress={() => location.reload()}>
        <Trans>Load it again</Trans>
      </Button>
    </div>
  );
}

export function NoSuchScreen() {
  return (
    <main className="page">
      <ScreenTitle title={t`Nothing is here`} />
      <Empty title={t`This address leads nowhere.`}>
        <Link to="/">
          <Trans>Go to my complaints</Trans>
        </Link>
      </Empty>
    </main>
  );
}
