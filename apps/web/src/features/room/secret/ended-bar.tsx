/** In the place of the composer once a secret chat is over: why, in plain words, and the way to another one. */
import type { RoomSummary, RoomView, SecretEnd } from '@alcove/client';
import { t } from '@alcove/locales';
import { useEffect, useRef, type ReactElement } from 'react';
import { NoticePlace } from '../../../ui/layout/slots.tsx';
import { Icon } from '../../../ui/sign/icon.tsx';
import { Isolated } from '../../../words/isolated.tsx';
import { spoken } from '../../../words/spoken.ts';
import { StartSecret } from './start-secret.tsx';
import '../styles/stand-in.css';

const words = t.secret;

export function EndedBar(props: {
  room: RoomView;
  end: SecretEnd;
  onRoom: (room: RoomSummary['id']) => void;
}): ReactElement {
  const { room, end } = props;
  const title = words.ended[end](room.title);
  const bar = useRef<HTMLElement>(null);
  // The field it stands in the place of is gone: who was writing stays here.
  useEffect(() => {
    if (document.activeElement === document.body) bar.current?.focus();
  }, []);
  return (
    <div className="composer-foot">
      <div className="above">
        <NoticePlace />
      </div>
      <section className="stand-in" ref={bar} tabIndex={-1} aria-label={spoken(title)}>
        <Icon name="curtain" />
        <div className="stand-in-words">
          <p className="stand-in-title">
            <Isolated>{title}</Isolated>
          </p>
          <p className="stand-in-more">{words.endedMore[end]}</p>
        </div>
        {room.peer === null ? null : <StartSecret person={room.peer} onRoom={props.onRoom} />}
      </section>
    </div>
  );
}
