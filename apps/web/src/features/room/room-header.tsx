/** The head of a room: what it is called, who can read it, and the ways to its people. */
import type { RoomView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Figure } from '../../persons/figure.tsx';
import { IconButton } from '../../ui/control/icon-button.tsx';
import { HeadLead } from '../../ui/layout/slots.tsx';
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '../../ui/overlay/menu.tsx';
import { Crest, SecretMark, VerifiedMark } from '../../ui/sign/small.tsx';
import { Isolated } from '../../words/isolated.tsx';
import { readersSentence } from './readers.ts';
import type { RoomDialog } from './room-dialogs.tsx';

/** The way to search beside this room. */
export interface SearchWay {
  /** away: something was found, and covers nothing while one looks at it. */
  readonly state: 'closed' | 'open' | 'away';
  readonly toggle: () => void;
}

export interface RoomHeaderProps {
  readonly room: RoomView;
  readonly panelOpen: boolean;
  readonly onPanel: () => void;
  readonly search: SearchWay;
  readonly onDialog: (dialog: RoomDialog) => void;
  readonly onAddPeople: () => void;
}

export function RoomHeader(props: RoomHeaderProps): ReactElement {
  const { room } = props;
  return (
    <header className="head room-head">
      <HeadLead />
      {room.peer === null ? <Crest /> : <Figure person={room.peer} />}
      <div className="grow">
        <h1 className="cut" tabIndex={-1}>
          <bdi>{room.peer?.name ?? room.title}</bdi>
          {room.peer === null ? null : <VerifiedMark person={room.peer} />}
          <SecretMark kind={room.kind} />
        </h1>
        <p className="head-sub room-readers cut">
          <Isolated>{readersSentence(room)}</Isolated>
        </p>
      </div>
      <IconButton
        icon="search"
        label={props.search.state === 'away' ? t.search.panel.back : t.search.panel.open}
        isOn={props.search.state !== 'closed'}
        onPress={props.search.toggle}
      />
      <IconButton
        icon="people"
        label={room.kind === 'group' ? t.rooms.people : t.rooms.about}
        aria-expanded={props.panelOpen}
        onPress={props.onPanel}
      />
      {room.left || room.kind !== 'group' ? null : <More {...props} />}
    </header>
  );
}

/** What can be done to a room of many. A chat of two is fixed: nobody comes in, and nobody is left behind alone. */
function More({ room, onDialog, onAddPeople }: RoomHeaderProps): ReactElement {
  return (
    <MenuTrigger>
      <IconButton icon="more" label={t.rooms.more} />
      <Menu label={t.rooms.more}>
        {room.canAdd ? (
          <MenuItem icon="user-plus" onAction={onAddPeople}>
            {t.rooms.addPeople}
          </MenuItem>
        ) : null}
        {room.canRename ? (
          <MenuItem icon="pencil" onAction={() => onDialog({ what: 'rename' })}>
            {t.rooms.rename}
          </MenuItem>
        ) : null}
        {room.canAdd || room.canRename ? <MenuSeparator /> : null}
        <MenuItem icon="log-out" stop onAction={() => onDialog({ what: 'leave' })}>
          {t.rooms.leave}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}
