/** One component per kind of row. Adding a kind does not compile until it is drawn here. */
import type { ReactElement } from 'react';
import { MessageLine } from '../message/message-line.tsx';
import type { Row } from '../model/rows.ts';
import { Beginning, DayDivider, Gap, Past, UnreadLine } from './dividers.tsx';
import { LineRow } from './line-row.tsx';
import { UnopenedLine } from './unopened-row.tsx';

export function RowView(props: {
  row: Row;
  now: number;
  stop: boolean;
  inside: boolean;
  tinted: boolean;
}): ReactElement {
  const { row, now, stop, inside, tinted } = props;
  switch (row.kind) {
    case 'beginning':
      return <Beginning at={row.at} />;
    case 'past':
      return <Past at={row.at} />;
    case 'gap':
      return <Gap />;
    case 'day':
      return <DayDivider at={row.at} now={now} />;
    case 'unread':
      return <UnreadLine since={row.since} now={now} />;
    case 'message':
      return <MessageLine row={row} stop={stop} inside={inside} tinted={tinted} />;
    case 'unopened':
      return <UnopenedLine row={row} stop={stop} />;
    case 'lines':
      return <LineRow rowKey={row.key} folded={row.folded} stop={stop} inside={inside} />;
  }
}
