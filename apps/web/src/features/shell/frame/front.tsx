/** The recess when nothing is open: on the first day an invitation, later the unlit arch. */
import { t } from '@alcove/locales';
import type { RoomSummary } from '@alcove/client';
import type { ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { HeadLead, NoticePlace } from '../../../ui/layout/slots.tsx';
import { PlaceItem } from '../list/place-row.tsx';
import { EmptyState } from '../../../ui/sign/empty-state.tsx';
import { BarePlace } from './bare-place.tsx';

const words = t.shell;

export interface FrontProps {
  rooms: readonly RoomSummary[];
  hrefOf: (room: RoomSummary['id']) => string;
  onOpen: (room: RoomSummary['id']) => void;
  onNewChat: () => void;
  onNewRoom: () => void;
}

export function Front(props: FrontProps): ReactElement {
  const fresh = props.rooms.filter((room) => room.unread > 0).toSorted((a, b) => b.lastAt - a.lastAt);
  return fresh.length > 0 ? <WhatIsNew {...props} fresh={fresh} /> : <Quiet {...props} />;
}

/** What waits for this person first, then what happened elsewhere. */
function WhatIsNew({ fresh, hrefOf, onOpen }: FrontProps & { fresh: readonly RoomSummary[] }): ReactElement {
  const group = (title: string, rooms: readonly RoomSummary[]): ReactElement | null =>
    rooms.length === 0 ? null : (
      <section>
        <h2 className="front-group">{title}</h2>
        <ul>
          {rooms.map((room) => (
            <PlaceItem key={room.id} room={room} here={false} href={hrefOf(room.id)} onOpen={() => onOpen(room.id)} />
          ))}
        </ul>
      </section>
    );
  return (
    <div className="recess shell-recess">
      <header className="head">
        <HeadLead />
        <h1 className="grow">{words.frontTitle}</h1>
      </header>
      <div className="front-list">
        {group(
          words.frontForYou,
          fresh.filter((room) => room.lit > 0),
        )}
        {group(
          words.frontRest,
          fresh.filter((room) => room.lit === 0 && room.request === null),
        )}
        {group(
          t.contacts.requests,
          fresh.filter((room) => room.request !== null),
        )}
      </div>
      <NoticePlace />
    </div>
  );
}

function Quiet(props: FrontProps): ReactElement {
  return (
    <BarePlace>
      {props.rooms.length === 0 ? (
        <EmptyState
          level={1}
          title={words.firstTitle}
          action={
            <>
              <Button tone="go" onPress={props.onNewChat}>
                {words.newChat}
              </Button>
              <Button onPress={props.onNewRoom}>{words.newRoom}</Button>
            </>
          }
        >
          {words.firstMore}
        </EmptyState>
      ) : (
        <EmptyState level={1} title={words.emptyTitle}>
          {words.emptyMore}
        </EmptyState>
      )}
    </BarePlace>
  );
}

/** A link that leads nowhere on this device. */
export function NoSuchPlace(): ReactElement {
  return (
    <BarePlace>
      <EmptyState level={1} title={words.gone}>
        {words.goneMore}
      </EmptyState>
    </BarePlace>
  );
}
