/** One line that stays where it is: brick (failure), lamp (something to do), plain (state). One at a time, in that order. */
import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export type NoticeTone = 'brick' | 'lamp' | 'plain';
const TONE_ICON: Record<NoticeTone, IconName> = { brick: 'warning', lamp: 'key', plain: 'wave' };

export function Notice(props: {
  tone: NoticeTone;
  icon?: IconName;
  children: ReactNode;
  more?: ReactNode;
  action?: ReactNode;
}): ReactElement {
  return (
    <div className={`notice notice-${props.tone}`} role={props.tone === 'brick' ? 'alert' : 'status'}>
      <Icon name={props.icon ?? TONE_ICON[props.tone]} />
      <p className="grow">
        {props.children}
        {props.more === undefined ? null : <span className="notice-more">{props.more}</span>}
      </p>
      {props.action}
    </div>
  );
}
