/** From the phase of the client to a screen. Everything before the first room is `features/arriving`; after it, `Home`. */
import type { AppView } from '@alcove/client';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { AlsoHere } from '../features/accounts/also-here.tsx';
import { AddressChecked } from '../features/arriving/forgotten/address-checked.tsx';
import { StartAnew } from '../features/arriving/forgotten/start-anew.tsx';
import { RecoveryFlow } from '../features/arriving/recovery/recovery-flow.tsx';
import { Enrol } from '../features/arriving/enrol/enrol.tsx';
import { DoorLanguage } from '../features/arriving/frame/door-language.tsx';
import { FrameFoot } from '../features/arriving/frame/frame.tsx';
import { Broken, Elsewhere, Starting } from '../features/arriving/states/states.tsx';
import { Copied } from '../features/arriving/states/copied.tsx';
import { Removed } from '../features/arriving/states/removed.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { UiLocale } from '../ui/locale.tsx';
import { Toasts } from '../ui/overlay/toasts.tsx';
import { useInUse } from '../words/language.ts';
import { useAccounts } from './accounts/accounts-root.tsx';
import { chooseAtDoor, useAppearance } from './appearance.ts';
import { Arrival } from './arrival.tsx';
import { useCurtain } from './lock/curtain.ts';
import { Locked } from './lock/locked.tsx';
import { useLockWatch } from './lock/use-lock-watch.ts';
import { useMailLink } from './mail-link.ts';
import { useApp } from './use-calm-topics.ts';
import { personOf } from './own.ts';

// The rooms come behind the first screens: signing up loads none of them.
export const loadHome = async () => ({ default: (await import('./home.tsx')).Home });
const Home = lazy(loadHome);

export function App(): ReactElement {
  const app = useApp();
  const accounts = useAccounts();
  const { locale } = useInUse();
  useAppearance(accounts.shown);
  const curtain = useCurtain();
  useLockWatch(app === null || app.me === null ? null : app.lock);
  return (
    <UiLocale locale={locale}>
      <ErrorBoundary retryKey={app?.phase ?? ''}>
        {app === null || (curtain && app.phase !== 'locked') ? (
          <Starting />
        ) : (
          <FrameFoot value={<Foot app={app} />}>
            <Phase app={app} />
          </FrameFoot>
        )}
      </ErrorBoundary>
      <Toasts />
    </UiLocale>
  );
}

/** Below the actions of every screen without a list. */
function Foot({ app }: { app: AppView }): ReactElement | null {
  const accounts = useAccounts();
  if (app.phase === 'elsewhere') return null;
  return (
    <>
      <AlsoHere here={accounts} />
      {app.phase === 'signed-out' ? (
        <DoorLanguage onChoose={(language) => chooseAtDoor(accounts.shown, language)} />
      ) : null}
    </>
  );
}

function Phase({ app }: { app: AppView }): ReactElement {
  // Somebody who has just signed up goes through step 3 before the rooms.
  const [arriving, setArriving] = useState(false);
  if (app.phase === 'recovery' && !arriving) setArriving(true);
  const [link, setLink] = useMailLink();
  if (link !== null && (app.phase === 'signed-out' || app.phase === 'ready')) {
    const Screen = link.kind === 'verify' ? AddressChecked : StartAnew;
    return <Screen server={app.serverName} token={link.token} onDone={() => setLink(null)} />;
  }
  switch (app.phase) {
    case 'starting':
      return <Starting />;
    case 'signed-out':
      return <Arrival app={app} />;
    case 'enrolling':
      return app.enrolling === null ? <Starting /> : <Enrol server={app.serverName} enrolling={app.enrolling} />;
    case 'removed':
      return <Removed server={app.serverName} username={app.removedFrom ?? ''} />;
    case 'locked':
      return <Locked app={app} />;
    case 'copied':
      return <Copied server={app.serverName} />;
    case 'recovery':
      return <RecoveryFlow person={personOf(app)} again={false} onDone={() => undefined} />;
    case 'ready':
      return (
        <Suspense fallback={<Starting />}>
          <Home app={app} arriving={arriving} onArrived={() => setArriving(false)} />
        </Suspense>
      );
    case 'elsewhere':
      return <Elsewhere server={app.serverName} />;
    case 'broken':
      return <Broken server={app.serverName} trouble={{ code: app.trouble ?? 'internal' }} />;
  }
}
