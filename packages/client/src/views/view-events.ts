/** What an account at work tells its views. */
import type { RuntimeEvents } from '../account/runtime-events.ts';
import type { TopicBoard } from './topics.ts';
import type { ViewDesk } from './view-desk.ts';

type Told =
  | 'app'
  | 'room'
  | 'ahead'
  | 'draftSaid'
  | 'draftElsewhere'
  | 'readElsewhere'
  | 'readBefore'
  | 'rebuilt'
  | 'marks'
  | 'mark'
  | 'people'
  | 'present'
  | 'devices'
  | 'settings'
  | 'readSeq'
  | 'isWatched'
  | 'lastAt';

export function viewEvents(desk: ViewDesk, board: TopicBoard): Pick<RuntimeEvents, Told> {
  return {
    app: () => board.touch('app', null),
    room: desk.roomChanged,
    ahead: desk.shownAhead,
    draftSaid: desk.places.draftSaid,
    draftElsewhere: desk.places.draftElsewhere,
    readElsewhere: desk.places.readElsewhere,
    readBefore: desk.places.readBefore,
    rebuilt: desk.rebuilt,
    marks: desk.sendStatesChanged,
    mark: desk.markChanged,
    people: desk.peopleChanged,
    present: () => board.touch('present', null),
    settings: desk.settingsChanged,
    devices: () => board.touch('devices', null),
    readSeq: desk.places.readSeq,
    isWatched: desk.isWatched,
    lastAt: desk.lastAt,
  };
}
