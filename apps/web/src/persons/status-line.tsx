/** A status in its own words: emoji, words, and when it ends. Nothing where there are none. */
import type { StatusView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { endText } from './until.ts';
import './persons.css';

export function StatusLine({ status }: { status: StatusView | null }): ReactElement | null {
  if (status === null) return null;
  const { how, words, emoji, until } = status;
  return (
    <span className="status-line">
      {emoji === '' ? null : <span className="status-emoji">{emoji}</span>}
      <span className="cut">
        <bdi>{words === '' ? t.profile.states[how] : words}</bdi>
      </span>
      {until === null ? null : <span className="status-until">{t.profile.untilAt(endText(until, Date.now()))}</span>}
    </span>
  );
}
