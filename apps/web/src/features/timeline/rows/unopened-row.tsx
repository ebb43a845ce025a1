/** An entry this device could not open yet, or not at all. Mending is automatic; nothing here asks for a decision. */
import { t } from '@alcove/locales';
import { memo, type ReactElement } from 'react';
import { Icon } from '../../../ui/sign/icon.tsx';
import { Portrait, hueClass } from '../../../ui/sign/portrait.tsx';
import { Isolated } from '../../../words/isolated.tsx';
import { useInUse } from '../../../words/language.ts';
import { spoken } from '../../../words/spoken.ts';
import { clock } from '../../../words/times.ts';
import { MarginTime, Time } from '../message/said.tsx';
import type { UnopenedRow as Row } from '../model/rows.ts';
import { useTalkRoom } from '../talk-context.ts';

export const UnopenedLine = memo(function UnopenedLine({ row, stop }: { row: Row; stop: boolean }): ReactElement {
  useInUse();
  const { item } = row;
  const direct = useTalkRoom().kind !== 'group';
  const said = item.repairing
    ? t.timeline.fetchingToOpen
    : t.timeline.couldNotOpen(item.author?.name ?? null, item.code);
  const author = row.head ? item.author : null;
  const label = spoken([item.author?.name ?? '', clock(item.at), said].filter((part) => part !== '').join(', '));
  const gone = (
    <p className="msg-gone">
      <Icon name={item.repairing ? 'hourglass' : 'warning'} size={16} />
      <span>
        <Isolated>{said}</Isolated>
      </span>
    </p>
  );
  const style = direct ? 'bub-row bub-head bub-tail' : author === null ? 'msg msg-more' : 'msg';
  return (
    <article className={style} data-row={row.key} tabIndex={stop ? 0 : -1} aria-label={label}>
      {direct ? (
        <div className="bub">
          {gone}
          <div className="bub-foot">
            <Time at={item.at} />
          </div>
        </div>
      ) : (
        <>
          {author === null ? <MarginTime at={item.at} /> : <Portrait person={author} />}
          <div className="msg-main">
            {author === null ? null : (
              <div className="by">
                <b className={hueClass(author.hue)}>
                  <bdi>{author.name}</bdi>
                </b>
                <Time at={item.at} />
              </div>
            )}
            {gone}
          </div>
        </>
      )}
    </article>
  );
});
