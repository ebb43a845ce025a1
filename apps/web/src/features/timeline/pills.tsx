/** Ways to the first unread and to the newest message; there only when they are of use. */
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Badge } from '../../ui/sign/badge.tsx';
import { Icon } from '../../ui/sign/icon.tsx';

export function UnreadPill(props: { count: number; when: string; onPress: () => void }): ReactElement {
  return (
    <button type="button" className="pill pill-up" onClick={props.onPress}>
      <Icon name="arrow-up" size={16} />
      <span aria-hidden="true">{t.timeline.since(props.count, props.when)}</span>
      <span className="vh">{t.timeline.toUnread(props.count, props.when)}</span>
    </button>
  );
}

export function NewestPill(props: { lit: number; onPress: () => void }): ReactElement {
  return (
    <button type="button" className="pill pill-down" onClick={props.onPress}>
      <Icon name="arrow-down" size={16} />
      <span aria-hidden="true">{t.timeline.newest}</span>
      <span className="vh">{t.timeline.toNewest}</span>
      <Badge count={props.lit} lit />
    </button>
  );
}
