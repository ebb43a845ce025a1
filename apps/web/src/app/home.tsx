/** The shell with what the address names inside it, and the dialogs that begin something. Features meet here and only here. */
import type { AppView, PersonView, RoomSummary, Settings as Choices } from '@alcove/client';
import { t } from '@alcove/locales';
import { keepStorage } from '@alcove/platform-web';
import { useClient } from '@alcove/react';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { OwnPortrait, SwitcherSheet } from '../features/accounts/account-switcher.tsx';
import { ServerDialog } from '../features/accounts/server-dialog.tsx';
import { litElsewhere } from '../features/accounts/who.ts';
import { RecoveryFlow } from '../features/arriving/recovery/recovery-flow.tsx';
import { YourRooms } from '../features/arriving/sign-up/your-rooms.tsx';
import { DeviceLines } from '../features/devices/device-lines.tsx';
import { DevicesSection } from '../features/devices/devices-section.tsx';
import { RecoveryDrill } from '../features/settings/access/recovery-drill.tsx';
import { Security } from '../features/settings/security/security.tsx';
import { Settings } from '../features/settings/settings.tsx';
import { BarePlace } from '../features/shell/frame/bare-place.tsx';
import { Front } from '../features/shell/frame/front.tsx';
import { KeysDialog } from '../features/shell/frame/keys-dialog.tsx';
import { Shell } from '../features/shell/frame/shell.tsx';
import { WriteTo } from '../features/shell/frame/write-to.tsx';
import { useNotices } from '../notices/use-notices.ts';
import { PictureProvider } from '../persons/pictures.tsx';
import { PresentProvider } from '../persons/present.tsx';
import { StatusDialog } from '../persons/status-dialog.tsx';
import { useActive } from '../persons/use-active.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { failureText } from '../ui/failure-text.ts';
import { showToast } from '../ui/overlay/toasts.tsx';
import { useAccounts } from './accounts/accounts-root.tsx';
import { Beginnings, type Beginning } from './beginnings.tsx';
import type { ListTask } from '../features/shell/list/side.tsx';
import { useDeviceTasks, type DeviceTasks } from './device-tasks.tsx';
import { lockNow } from './lock/curtain.ts';
import { jumpActions } from './jump-actions.ts';
import { useLetterLanguage } from './letters.ts';
import { linkOf, personOf } from './own.ts';
import { useSearching, type Goal, type Searching } from './searching.tsx';
import { usePasswordTasks } from './password-tasks.tsx';
import { RoomPlace } from './room-place.tsx';
import { navigate, pathOf, useRoute, type Route } from './route.ts';
import { useRooms } from './use-calm-topics.ts';

type RoomId = RoomSummary['id'];
const openRoom = (room: RoomId): void => navigate({ at: 'room', room });
const goHome = (): void => navigate({ at: 'front' });
/** From a place that is none any more, with the button that said so: who goes by keys starts at the main region. */
const leave = (): void => {
  flushSync(goHome);
  document.getElementById('main')?.focus();
};

/** Back to it, likewise. */
const comeBack = (room: RoomId): void => {
  flushSync(() => openRoom(room));
  document.getElementById('main')?.focus();
};

export function Home(props: { app: AppView; arriving: boolean; onArrived: () => void }): ReactElement {
  const { app } = props;
  const known = useRooms();
  const rooms = known ?? [];
  const route = useRoute();
  const [beginning, setBeginning] = useState<Beginning>(null);
  // Somebody is in, so there is something to keep. A browser that says no changes nothing here.
  useEffect(() => void keepStorage(), []);
  useActive();
  useLetterLanguage(app);
  useNotices(known, openRoom);
  const opened = (room: RoomId): void => {
    props.onArrived();
    openRoom(room);
  };
  return (
    <PictureProvider>
      <PresentProvider>
        {props.arriving && rooms.length === 0 && route.at === 'front' ? (
          <YourRooms
            person={personOf(app)}
            server={app.serverName}
            link={linkOf(personOf(app).username)}
            onFind={() => setBeginning('chat')}
            onMake={() => setBeginning('room')}
            onGoIn={props.onArrived}
          />
        ) : (
          <Inside app={app} rooms={rooms} route={route} onBegin={setBeginning} />
        )}
        <Beginnings
          what={beginning}
          ownLink={linkOf(personOf(app).username)}
          onClose={() => setBeginning(null)}
          onOpened={opened}
        />
      </PresentProvider>
    </PictureProvider>
  );
}

interface InsideProps {
  app: AppView;
  rooms: readonly RoomSummary[];
  route: Route;
  onBegin: (what: Beginning) => void;
}

interface AsideProps {
  devices: DeviceTasks;
  goal: Goal | null;
  onGoal: () => void;
  searching: Searching;
}

function Inside({ app, rooms, route, onBegin }: InsideProps): ReactElement {
  const client = useClient();
  const writeTo = useWriteTo();
  const [drill, setDrill] = useState(false);
  const devices = useDeviceTasks();
  const password = usePasswordTasks(app);
  const [goal, setGoal] = useState<Goal | null>(null);
  const [open, setOpen] = useState<'accounts' | 'server' | 'status' | null>(null);
  const accounts = useAccounts();
  const forgetGoal = useCallback(() => setGoal(null), []);
  useStartAtMain(accounts.isArriving);
  const onLock = (): void => (app.lock === null ? navigate({ at: 'settings', section: 'app-lock' }) : lockNow(client));
  const here = route.at === 'room' ? route.room : route.at === 'settings' || route.at === 'security' ? route.at : null;
  const roomHere = route.at === 'room' ? route.room : null;
  const goTo = (next: Goal): void => {
    setGoal(next);
    openRoom(next.room);
  };
  const searching = useSearching({ rooms, here: roomHere, goTo });
  const actions = {
    hrefOf: (room: RoomId) => pathOf({ at: 'room', room }),
    onOpen: openRoom,
    onHome: goHome,
    onSettings: () => navigate({ at: 'settings' }),
    onSecurity: () => navigate({ at: 'security' }),
    onTheme: (theme: Choices['theme']) => void client.changeSettings({ theme }),
    onNewChat: () => onBegin('chat'),
    onNewRoom: () => onBegin('room'),
    onServer: () => setOpen('server'),
    accounts,
    tasks: [...password.tasks, ...devices.tasks, ...tasksOf(app, () => setDrill(true))],
  };
  if (route.at === 'recovery' && app.recovery !== 'kept') {
    return <RecoveryFlow person={personOf(app)} again onDone={goHome} />;
  }
  const switcher = {
    me: app.me,
    here: accounts,
    isOpen: open === 'accounts',
    onOpen: (on: boolean) => setOpen(on ? 'accounts' : null),
    onServer: () => setOpen('server'),
    onStatus: () => setOpen('status'),
    onSettings: actions.onSettings,
    onSecurity: actions.onSecurity,
  };
  return (
    <>
      <Shell
        app={app}
        rooms={rooms}
        here={here}
        covers={searching.isShown || (route.at !== 'front' && route.at !== 'recovery')}
        place={placeName(route, rooms)}
        actions={actions}
        urgent={route.at === 'security' ? null : (password.tasks[0] ?? devices.tasks[0] ?? null)}
        extraActions={jumpActions({ ...actions, ...searching.actions, onLock })}
        onLock={onLock}
        onPerson={writeTo}
        onMessage={({ room, id, at }) => goTo({ room: room.id, id, at, stay: false })}
        onSearch={(asked) => searching.open(asked, 'everywhere')}
        own={{ side: <OwnPortrait {...switcher} place="side" />, bar: <OwnPortrait {...switcher} place="bar" /> }}
        litElsewhere={litElsewhere(accounts)}
        onAccounts={() => setOpen('accounts')}
      >
        <ErrorBoundary retryKey={pathOf(route)} around={inPlace}>
          {searching.around(
            <Place {...{ app, rooms, route, onBegin, devices, searching }} goal={goal} onGoal={forgetGoal} />,
          )}
          {drill ? <RecoveryDrill onClose={() => setDrill(false)} /> : null}
        </ErrorBoundary>
      </Shell>
      {devices.dialogs}
      {password.dialogs}
      <SwitcherSheet {...switcher} />
      {app.me === null ? null : (
        <StatusDialog status={app.me.status} isOpen={open === 'status'} onClose={() => setOpen(null)} />
      )}
      {open === 'server' ? <ServerDialog onClose={(kept) => setOpen(kept ? 'accounts' : null)} /> : null}
    </>
  );
}

const inPlace = (failed: ReactElement): ReactElement => <BarePlace>{failed}</BarePlace>;

/** Whoever came from another account by key starts where the content is: what had the focus is gone. */
function useStartAtMain(isArriving: boolean): void {
  useEffect(() => {
    if (isArriving && document.activeElement === document.body) document.getElementById('main')?.focus();
  }, [isArriving]);
}

function Place(props: InsideProps & AsideProps): ReactElement {
  const { app, rooms, route, onBegin, devices, goal, onGoal, searching } = props;
  const client = useClient();
  const writeTo = useWriteTo();
  const [keys, setKeys] = useState(false);
  if (route.at === 'room') {
    const known = rooms.some((room) => room.id === route.room);
    return (
      <RoomPlace
        key={route.room}
        id={route.room}
        known={known}
        goal={goal?.room === route.room ? goal : null}
        onGoal={onGoal}
        onDay={searching.toDay}
        search={searching.way}
        onAway={leave}
        onBack={comeBack}
        onRoom={openRoom}
      />
    );
  }
  if (route.at === 'person') return <WriteTo username={route.username} onRoom={openRoom} onClose={goHome} />;
  if (route.at === 'settings' && app.me !== null) {
    return (
      <>
        <Settings
          app={app}
          me={app.me}
          link={linkOf(app.me.username)}
          onKeepRecovery={() => navigate({ at: 'recovery' })}
          onKeys={() => setKeys(true)}
          onLock={() => lockNow(client)}
          onSecurity={() => navigate({ at: 'security' })}
          section={route.section ?? null}
          devices={
            <DevicesSection devices={devices.view} online={app.connection.state === 'online'} onAdd={devices.onAdd} />
          }
        />
        <KeysDialog isOpen={keys} onClose={() => setKeys(false)} />
      </>
    );
  }
  if (route.at === 'security') {
    return (
      <Security
        app={app}
        devices={devices.view}
        deviceLines={<DeviceLines devices={devices.view} />}
        onRoom={openRoom}
        onPerson={writeTo}
        onSection={(section) => navigate({ at: 'settings', section })}
        onRecovery={() => navigate({ at: 'recovery' })}
        onDevice={() => devices.tasks[0]?.run()}
      />
    );
  }
  return (
    <Front
      rooms={rooms}
      hrefOf={(room) => pathOf({ at: 'room', room })}
      onOpen={openRoom}
      onNewChat={() => onBegin('chat')}
      onNewRoom={() => onBegin('room')}
    />
  );
}

/** What this person has to do about their own account: one thing at a time. */
function tasksOf(app: AppView, onDrill: () => void): readonly ListTask[] {
  const { recoveryTask, recoveryNoticeMore, drillTask, drillMore } = t.shell;
  const card = { id: 'recovery', icon: 'key' } as const;
  if (app.recovery === 'put-off')
    return [{ ...card, title: recoveryTask, more: recoveryNoticeMore, run: () => navigate({ at: 'recovery' }) }];
  return app.recoveryCheck.due ? [{ ...card, title: drillTask, more: drillMore, run: onDrill }] : [];
}

/** Opens the chat with someone from the jump box, making it when there is none. */
function useWriteTo(): (person: PersonView) => void {
  const client = useClient();
  return (person) => {
    void client.startDirect(person.account).then((outcome) => {
      if (outcome.ok) openRoom(outcome.value);
      else showToast(failureText(outcome));
    });
  };
}

function placeName(route: Route, rooms: readonly RoomSummary[]): string | null {
  if (route.at === 'settings') return t.settings.title;
  if (route.at === 'security') return t.security.title;
  return route.at === 'room' ? (rooms.find((room) => room.id === route.room)?.title ?? null) : null;
}
