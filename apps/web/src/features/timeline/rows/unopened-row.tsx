/** An entry this device could not open yet, or not at all. Mending is automatic; nothing here asks for a decision. */
import { en } from '@alcove/locales';
import { memo, type ReactElement } from 'react';
import { Icon } from '../../../ui/sign/icon.tsx';
import { Portrait, hueClass } from '../../../ui/sign/portrait.tsx';
import { Isolated } from '../../../words/isolated.tsx';
import { clock } from '../../../words/times.ts';
import type { UnopenedRow as Row } from '../model/rows.ts';
import { spoken } from '../../../words/spoken.ts';

export const UnopenedLine = memo(function UnopenedLine({ row, stop }: { row: Row; stop: boolean }): ReactElement {
  const { item, head } = row;
  const said = item.repairing ? en.timeline.fetchingToOpen : en.timeline.couldNotOpen(item.author?.name ?? null);
  const label = spoken([item.author?.name ?? '', clock(item.at), said].filter((part) => part !== '').join(', '));
  const named = head && item.author !== null;
  return (
    <article className={named ? 'msg' : 'msg msg-more'} data-row={row.key} tabIndex={stop ? 0 : -1} aria-label={label}>
      {named && item.author ? <Portrait person={item.author} /> : <time className="msg-at num">{clock(item.at)}</time>}
      <div className="msg-main">
        {named && item.author ? (
          <div className="by">
            <b className={hueClass(item.author.hue)}>
              <bdi>{item.author.name}</bdi>
            </b>
            <time className="num">{clock(item.at)}</time>
          </div>
        ) : null}
        <p className="msg-gone">
          <Icon name={item.repairing ? 'hourglass' : 'warning'} size={16} />
          <span>
            <Isolated>{said}</Isolated>
          </span>
        </p>
      </div>
    </article>
  );
});
