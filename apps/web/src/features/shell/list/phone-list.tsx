/** The phone's front: one list on the recess, the wall above it, tabs below. Hidden inside rooms. */
import { t } from '@alcove/locales';
import type { ReactElement, ReactNode } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { IconButton } from '../../../ui/control/icon-button.tsx';
import { PlainButton } from '../../../ui/control/plain-button.tsx';
import { NoticePlace } from '../../../ui/layout/slots.tsx';
import { Badge } from '../../../ui/sign/badge.tsx';
import { EmptyState } from '../../../ui/sign/empty-state.tsx';
import { Icon, type IconName } from '../../../ui/sign/icon.tsx';
import type { Places } from '../frame/places.ts';
import { NewMenu } from './new-menu.tsx';
import { PlaceItem } from './place-row.tsx';
import type { ListActions, ListTask } from './side.tsx';

export type PhoneTab = 'rooms' | 'people';
const words = t.shell;

export function PhoneList(props: {
  own: ReactNode;
  places: Places;
  tab: PhoneTab;
  onTab: (tab: PhoneTab) => void;
  actions: ListActions;
}): ReactElement {
  const { actions, places, tab } = props;
  const shown = tab === 'rooms' ? places.rooms : places.people;
  const asking = places.requests.filter(({ kind }) => (kind === 'group') === (tab === 'rooms'));
  const item = (room: Places['rooms'][number]): ReactElement => (
    <PlaceItem
      key={room.id}
      room={room}
      here={false}
      href={actions.hrefOf(room.id)}
      onOpen={() => actions.onOpen(room.id)}
    />
  );
  return (
    <div className="phone">
      <header className="wallbar">
        <span className="crest crest-on" aria-hidden="true">
          <Icon name="alcove" />
        </span>
        <h1 className="grow">{words[tab]}</h1>
        <IconButton icon="search" label={words.jump} onPress={actions.onJump} />
        <NewMenu onNewChat={actions.onNewChat} onNewRoom={actions.onNewRoom} />
        {props.own}
      </header>
      <main className="recess phone-recess" id="main" data-region="main" tabIndex={-1} aria-label={words[tab]}>
        {shown.length === 0 && asking.length === 0 && actions.tasks.length === 0 ? (
          <NobodyYet tab={tab} actions={actions} />
        ) : (
          <ul className="phone-list">
            {actions.tasks.map((task) => (
              <TaskItem key={task.id} task={task} />
            ))}
            {shown.map(item)}
            {asking.length === 0 ? null : (
              <li className="phone-requests">
                <h2 id="phone-requests">{t.contacts.requests}</h2>
                <ul aria-labelledby="phone-requests">{asking.map(item)}</ul>
              </li>
            )}
          </ul>
        )}
        <NoticePlace />
      </main>
      <Tabs places={places} tab={tab} onTab={props.onTab} />
    </div>
  );
}

function TaskItem({ task }: { task: ListTask }): ReactElement {
  return (
    <li>
      <PlainButton className="item" onPress={task.run}>
        <span className="crest crest-40 crest-lamp" aria-hidden="true">
          <Icon name={task.icon} />
        </span>
        <span className="item-title cut">{task.title}</span>
        <span className="item-end">
          <Badge count={1} lit />
        </span>
        <span className="item-line cut">{task.more}</span>
      </PlainButton>
    </li>
  );
}

function NobodyYet({ tab, actions }: { tab: PhoneTab; actions: ListActions }): ReactElement {
  return (
    <EmptyState
      title={tab === 'rooms' ? words.noRooms : words.noPeople}
      action={
        <Button tone="go" onPress={tab === 'rooms' ? actions.onNewRoom : actions.onNewChat}>
          {tab === 'rooms' ? words.newRoom : words.newChat}
        </Button>
      }
    >
      {words.firstMore}
    </EmptyState>
  );
}

function Tabs({ places, tab, onTab }: { places: Places; tab: PhoneTab; onTab: (tab: PhoneTab) => void }): ReactElement {
  return (
    <nav className="tabs" aria-label={words.regionTabs} data-region="tabs">
      <Tab
        icon="arch"
        on={tab === 'rooms'}
        lit={places.rooms.some((room) => room.lit > 0)}
        onPress={() => onTab('rooms')}
      >
        {words.rooms}
      </Tab>
      <Tab
        icon="people"
        on={tab === 'people'}
        lit={places.people.some((room) => room.lit > 0)}
        onPress={() => onTab('people')}
      >
        {words.people}
      </Tab>
    </nav>
  );
}

function Tab(props: {
  icon: IconName;
  on: boolean;
  lit: boolean;
  onPress: () => void;
  children: ReactNode;
}): ReactElement {
  return (
    <PlainButton
      className={props.on ? 'tab tab-on' : 'tab'}
      {...(props.on ? { 'aria-current': 'page' as const } : {})}
      onPress={props.onPress}
    >
      <span className="tab-glyph">
        <Icon name={props.icon} />
        {props.lit ? <span className="lamp" /> : null}
      </span>
      {props.children}
      {props.lit ? <span className="vh">{t.shell.litHere}</span> : null}
    </PlainButton>
  );
}
