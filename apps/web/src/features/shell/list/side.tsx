/** The sidebar: the wall one passes. Head, jump, rooms, people, and at the foot this person and the settings. */
import { t } from '@alcove/locales';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from '../../../ui/control/icon-button.tsx';
import { PlainButton } from '../../../ui/control/plain-button.tsx';
import { Badge } from '../../../ui/sign/badge.tsx';
import { Icon, type IconName } from '../../../ui/sign/icon.tsx';
import { Kbd } from '../../../ui/sign/small.tsx';
import { MOD } from '../frame/use-keys.ts';
import type { Places, RoomId } from '../frame/places.ts';
import { NewMenu } from './new-menu.tsx';
import { PlaceLink, PlaceRow } from './place-row.tsx';

export interface ListActions {
  readonly hrefOf: (room: RoomId) => string;
  readonly onOpen: (room: RoomId) => void;
  readonly onHome: () => void;
  readonly onSettings: () => void;
  readonly onSecurity: () => void;
  readonly onJump: () => void;
  readonly onNewChat: () => void;
  readonly onNewRoom: () => void;
  /** What waits for this person and is no conversation: lit rows above the rooms. */
  readonly tasks: readonly ListTask[];
}
export interface ListTask {
  readonly id: string;
  readonly icon: IconName;
  readonly title: string;
  readonly more: string;
  readonly run: () => void;
}

/** The open room, or what else is open of which the list knows. */
export type Here = RoomId | 'settings' | 'security' | null;

const words = t.shell;

export function Side(props: {
  title: string;
  own: ReactNode;
  places: Places;
  here: Here;
  actions: ListActions;
  onClose?: () => void;
}): ReactElement {
  const { places, here, actions } = props;
  const row = (room: Places['rooms'][number]): ReactElement => (
    <PlaceRow
      key={room.id}
      room={room}
      here={room.id === here}
      href={actions.hrefOf(room.id)}
      onOpen={() => actions.onOpen(room.id)}
    />
  );
  return (
    <nav className="side" aria-label={words.regionSide} data-region="side" tabIndex={-1}>
      <div className="side-head">
        <h2 className="grow cut">
          <PlaceLink className="side-home" href="/" onOpen={actions.onHome}>
            <span className="side-mark">
              <Icon name="alcove" size={16} />
            </span>
            <span className="cut">{props.title}</span>
          </PlaceLink>
        </h2>
        <NewMenu onNewChat={actions.onNewChat} onNewRoom={actions.onNewRoom} />
        {props.onClose === undefined ? null : (
          <IconButton icon="close" label={words.closeSide} onPress={props.onClose} />
        )}
      </div>
      <PlainButton className="jump" onPress={actions.onJump}>
        <Icon name="search" size={16} />
        <span className="grow">{words.jump}</span>
        <Kbd>{MOD} K</Kbd>
      </PlainButton>
      <div className="side-scroll">
        {actions.tasks.map((task) => (
          <PlainButton key={task.id} className="row row-unread row-task" onPress={task.run}>
            <Icon name={task.icon} />
            <span className="grow cut">{task.title}</span>
            <Badge count={1} lit />
          </PlainButton>
        ))}
        <h3 id="side-rooms">{words.rooms}</h3>
        <ul aria-labelledby="side-rooms">
          {places.rooms.length === 0 ? <li className="side-none">{words.noRooms}</li> : places.rooms.map(row)}
        </ul>
        <h3 id="side-people">{words.people}</h3>
        <ul aria-labelledby="side-people">
          {places.people.length === 0 ? <li className="side-none">{words.noPeople}</li> : places.people.map(row)}
        </ul>
        {places.requests.length === 0 ? null : (
          <>
            <h3 id="side-requests">{t.contacts.requests}</h3>
            <ul aria-labelledby="side-requests">{places.requests.map(row)}</ul>
          </>
        )}
      </div>
      <SideFoot own={props.own} here={here} actions={actions} />
    </nav>
  );
}

function SideFoot(props: { own: ReactNode; here: Here; actions: ListActions }): ReactElement {
  const { here, actions } = props;
  return (
    <div className="side-foot">
      {props.own}
      <IconButton icon="shield" label={t.security.title} isOn={here === 'security'} onPress={actions.onSecurity} />
      <IconButton icon="settings" label={words.settings} isOn={here === 'settings'} onPress={actions.onSettings} />
    </div>
  );
}
