/**
 * The frame around whatever is open: the list on the wall, one recess for the conversation, and what every screen shares (skip link,
 * keys, jump box, the one notice, the title). Four layouts by width; on a phone the list and the conversation take turns.
 */
import type { AppView, FoundMessage, PersonView, RoomSummary } from '@alcove/client';
import { t } from '@alcove/locales';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { IconButton } from '../../../ui/control/icon-button.tsx';
import { PlainButton } from '../../../ui/control/plain-button.tsx';
import { SlotsProvider } from '../../../ui/layout/slots.tsx';
import { useLayout } from '../../../ui/layout/use-layout.ts';
import { Badge } from '../../../ui/sign/badge.tsx';
import { Icon } from '../../../ui/sign/icon.tsx';
import { PhoneList, type PhoneTab } from '../list/phone-list.tsx';
import { Side, type Here, type ListActions, type ListTask } from '../list/side.tsx';
import type { Asked } from '../../../searching/use-ask.ts';
import { Jumper, type JumpAction } from '../jumper/jumper.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { litCount, neighbour, placesOf } from './places.ts';
import { focusNextRegion, rememberFocus } from './regions.ts';
import { ShellNotice } from './shell-notice.tsx';
import { useKeys } from './use-keys.ts';
import { useNotice } from './use-notice.ts';
import './shell.css';
import '../list/list.css';

export interface ShellProps {
  app: AppView;
  rooms: readonly RoomSummary[];
  here: Here;
  /** Something is open that takes the list's place on a phone. */
  covers: boolean;
  /** The name of what is open, for the page's title. */
  place: string | null;
  actions: Omit<ListActions, 'onJump'>;
  /** The one of the tasks that is shown wherever the person is. */
  urgent: ListTask | null;
  extraActions: readonly JumpAction[];
  onPerson: (person: PersonView) => void;
  /** To a message that was found, in its room. */
  onMessage: (found: FoundMessage) => void;
  /** To all that is found, beside what is open. */
  onSearch: (asked: Asked | null) => void;
  /** This person's portrait, which leads to their other accounts. */
  own: { readonly side: ReactNode; readonly bar: ReactNode };
  /** What is for this person in accounts that are not shown. */
  litElsewhere: number;
  onAccounts: () => void;
  onLock: () => void;
  children: ReactNode;
}

const words = t.shell;

export function Shell(props: ShellProps): ReactElement {
  const { app, rooms, here } = props;
  const layout = useLayout();
  const places = placesOf(rooms);
  const hereRoom = here === 'settings' || here === 'security' ? null : here;
  const [drawer, setDrawer] = useState(false);
  const [tab, setTab] = useState<PhoneTab>('rooms');
  const [open, setOpen] = useState<'jump' | 'keys' | null>(null);
  const jumping = open === 'jump';
  const noticeKind = useNotice(app, props.urgent !== null);
  const actions: ListActions = {
    ...props.actions,
    onJump: () => setOpen('jump'),
    onOpen: (room) => {
      setDrawer(false);
      props.actions.onOpen(room);
    },
  };

  useEffect(rememberFocus, []);
  useEffect(() => {
    // The browser writes titles into its history, which no lock of ours closes.
    document.title = words.title(app.lock === null ? props.place : null, litCount(rooms) + props.litElsewhere);
  }, [app.lock, props.place, rooms, props.litElsewhere]);
  // Whatever takes its place has nothing to tell the tab bar.
  useEffect(() => () => void (document.title = words.title(null, 0)), []);
  // The tab one comes back to is the one the open place is in.
  const hereKind = rooms.find((room) => room.id === hereRoom)?.kind;
  useEffect(() => {
    if (hereKind !== undefined) setTab(hereKind !== 'group' ? 'people' : 'rooms');
  }, [hereKind]);
  useKeys({
    jump: () => setOpen(jumping ? null : 'jump'),
    search: () => {
      setOpen(null);
      setDrawer(false);
      props.onSearch(null);
    },
    move: (step, unreadOnly) => {
      const next = neighbour(places, hereRoom, step, unreadOnly);
      if (next !== null) actions.onOpen(next);
    },
    nextRegion: focusNextRegion,
    allKeys: () => setOpen('keys'),
    settings: props.actions.onSettings,
    accounts: props.onAccounts,
    lock: props.onLock,
  });

  const notice = <ShellNotice kind={noticeKind} app={app} urgent={props.urgent} />;
  const list = { places, actions };
  const onBack = layout === 'drawer' ? () => setDrawer(true) : props.actions.onHome;
  const lead =
    layout === 'phone' ? (
      <BackButton lit={litCount(rooms, hereRoom)} onPress={onBack} />
    ) : layout === 'drawer' ? (
      <IconButton icon="menu" label={words.openSide} onPress={onBack} />
    ) : null;

  return (
    <SlotsProvider headLead={lead} notice={notice}>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      {layout === 'phone' && !props.covers ? (
        <PhoneList {...list} own={props.own.bar} tab={tab} onTab={setTab} />
      ) : (
        <div className={`shell shell-${layout}${drawer ? ' shell-open' : ''}`}>
          {layout === 'phone' ? null : (
            <Side
              {...list}
              own={props.own.side}
              title={app.serverName === '' ? words.home : app.serverName}
              here={here}
              {...(layout === 'drawer' ? { onClose: () => setDrawer(false) } : {})}
            />
          )}
          {drawer && layout === 'drawer' ? <div className="shell-shade" onClick={() => setDrawer(false)} /> : null}
          <main className="shell-main" id="main" tabIndex={-1} data-region="main" aria-label={words.regionMain}>
            {props.children}
          </main>
        </div>
      )}
      <Jumper
        isOpen={jumping}
        onClose={() => setOpen(null)}
        rooms={rooms}
        actions={[
          ...props.extraActions,
          { id: 'keys', icon: 'keyboard', label: words.keys.title, run: () => setOpen('keys') },
        ]}
        onRoom={actions.onOpen}
        onPerson={props.onPerson}
        onAll={(asked) => {
          setDrawer(false);
          props.onSearch(asked);
        }}
        onMessage={(found) => {
          setDrawer(false);
          props.onMessage(found);
        }}
      />
      <KeysDialog isOpen={open === 'keys'} onClose={() => setOpen(null)} />
    </SlotsProvider>
  );
}

function BackButton({ lit, onPress }: { lit: number; onPress: () => void }): ReactElement {
  return (
    <PlainButton className="back" aria-label={lit > 0 ? words.backLit(lit) : words.back} onPress={onPress}>
      <Icon name="arrow-left" size={24} />
      <Badge count={lit} lit />
    </PlainButton>
  );
}
