/**
 * A room as a screen: head, timeline, composer, and the panel of its people. Timeline, composer and the add-people dialog are handed in
 * by the app (features do not know one another); this one gives them their places and holds the panel and the room's dialogs.
 * On a phone the room covers everything and follows the keyboard.
 */
import type { RoomSummary, RoomView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { PeoplePanel } from './people-panel.tsx';
import { ChangedNotices } from './trust/changed-notices.tsx';
import { RoomDialogs, type RoomDialog } from './room-dialogs.tsx';
import { RoomHeader, type SearchWay } from './room-header.tsx';
import { useKeyboardInset } from './use-keyboard-inset.ts';
import { Notice } from '../../ui/sign/notice.tsx';
import { Isolated } from '../../words/isolated.tsx';
import './styles/room.css';
import './styles/panel.css';

export interface RoomScreenProps {
  readonly room: RoomView;
  readonly timeline: ReactNode;
  readonly composer: ReactNode;
  readonly addPeople: (close: () => void) => ReactNode;
  readonly panelFirst?: boolean;
  /** One panel at a time: this one closes when search opens, and search when this one does. */
  readonly search: SearchWay;
  readonly onRoom: (room: RoomSummary['id']) => void;
}

export function RoomScreen(props: RoomScreenProps): ReactElement {
  const { room } = props;
  const [panel, setPanel] = useState(props.panelFirst ?? false);
  const [adding, setAdding] = useState(false);
  const [dialog, setDialog] = useState<RoomDialog>(null);
  const screen = useRef<HTMLDivElement>(null);
  useKeyboardInset(screen);
  const { state: searching, toggle: toggleSearch } = props.search;
  useEffect(() => {
    if (searching === 'open') setPanel(false);
  }, [searching]);
  const openPanel = (): void => {
    if (searching === 'open') toggleSearch();
    setPanel(true);
  };
  const closePanel = (): void => {
    setPanel(false);
    screen.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
  };
  return (
    <div className={classesOf(room, panel)} ref={screen}>
      <section className="recess room-main">
        <RoomHeader
          room={room}
          panelOpen={panel}
          search={props.search}
          onPanel={panel ? closePanel : openPanel}
          onDialog={setDialog}
          onAddPeople={() => setAdding(true)}
        />
        {props.timeline}
        <ChangedNotices room={room} />
        {room.peerGone && room.secret === null ? (
          <Notice tone="plain">
            <Isolated>{t.rooms.peerGone(room.title)}</Isolated>
          </Notice>
        ) : null}
        {props.composer}
      </section>
      {panel ? (
        <PeoplePanel
          room={room}
          onClose={closePanel}
          onDialog={setDialog}
          onAddPeople={() => setAdding(true)}
          onRoom={props.onRoom}
        />
      ) : null}
      <RoomDialogs room={room} dialog={dialog} onClose={() => setDialog(null)} />
      {adding ? props.addPeople(() => setAdding(false)) : null}
    </div>
  );
}

/** A secret chat has a wall of its own: one sees at a glance that one is somewhere else. */
function classesOf({ kind }: RoomView, panel: boolean): string {
  return `room-screen${panel ? ' room-with-panel' : ''}${kind === 'secret' ? ' room-secret' : ''}`;
}
