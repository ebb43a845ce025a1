/** A message as a row: portrait edge, text edge, and the mark beside the name or, without one, beside the text. */
import type { ReactElement, ReactNode } from 'react';
import { Portrait, hueClass } from '../../../ui/sign/portrait.tsx';
import type { MessageRow } from '../model/rows.ts';
import { Quote } from './quote.tsx';
import { Reactions } from './reactions.tsx';
import { Edited, Gone, MarginTime, Text, Time } from './said.tsx';
import { NotSent, SendMark } from './send-mark.tsx';

export interface BodyProps {
  readonly row: MessageRow;
  readonly canAct: boolean;
  readonly tools: ReactNode;
}

export function RowBody({ row, canAct, tools }: BodyProps): ReactElement {
  const { item, head } = row;
  const waiting = item.send?.state === 'waiting' ? 'said said-waiting' : 'said';
  return (
    <>
      {head ? <Portrait person={item.author} /> : <MarginTime at={item.at} />}
      <div className="msg-main">
        {head ? (
          <div className="by">
            <b className={hueClass(item.author.hue)}>
              <bdi>{item.author.name}</bdi>
            </b>
            <Time at={item.at} />
            <Edited item={item} />
            <Mark row={row} />
          </div>
        ) : null}
        {item.replyTo === null || item.deleted ? null : <Quote quote={item.replyTo} />}
        {item.deleted ? (
          <Gone item={item} />
        ) : (
          <div className={waiting}>
            <div className="grow">
              <Text item={item} />
              {head ? null : <Edited item={item} />}
            </div>
            {head ? null : <Mark row={row} />}
          </div>
        )}
        {item.reactions.length > 0 && !item.deleted ? <Reactions item={item} canAct={canAct} /> : null}
        {item.send === null ? null : <NotSent item={item} send={item.send} />}
      </div>
      {tools}
    </>
  );
}

function Mark({ row }: { row: MessageRow }): ReactElement | null {
  const { send, deleted } = row.item;
  return send === null || deleted ? null : <SendMark send={send} words={row.markInWords} />;
}
