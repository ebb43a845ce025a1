/** A message as a bubble, in chats of two: the side says whose it is, time and mark stand at its foot. */
import type { ReactElement } from 'react';
import { Quote } from './quote.tsx';
import { Reactions } from './reactions.tsx';
import type { BodyProps } from './row-body.tsx';
import { Edited, Gone, Text, Time } from './said.tsx';
import { NotSent, SendMark } from './send-mark.tsx';

export function BubbleBody({ row, canAct, tools }: BodyProps): ReactElement {
  const { item } = row;
  const { send } = item;
  const unsent = send?.state === 'waiting' || send?.state === 'failed';
  return (
    <>
      <div className={unsent ? 'bub bub-wait' : 'bub'}>
        {item.replyTo === null || item.deleted ? null : <Quote quote={item.replyTo} />}
        {item.deleted ? <Gone item={item} /> : <Text item={item} />}
        <div className="bub-foot">
          <Edited item={item} />
          <Time at={item.at} />
          {send === null || item.deleted ? null : <SendMark send={send} words={row.markInWords} />}
        </div>
        {tools}
      </div>
      {item.reactions.length > 0 && !item.deleted ? <Reactions item={item} canAct={canAct} /> : null}
      {send === null ? null : <NotSent item={item} send={send} />}
    </>
  );
}
