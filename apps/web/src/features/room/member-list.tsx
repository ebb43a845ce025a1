/** The people of a room, this person first, with their devices behind a disclosure. */
import type { MemberView, RoomSummary, RoomView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useId, useState, type ReactElement } from 'react';
import { Figure } from '../../persons/figure.tsx';
import { StatusLine } from '../../persons/status-line.tsx';
import { IconButton } from '../../ui/control/icon-button.tsx';
import { Compare } from './trust/compare.tsx';
import { ContactActs } from './trust/contact-acts.tsx';
import { StartSecret } from './secret/start-secret.tsx';
import { Icon } from '../../ui/sign/icon.tsx';
import { VerifiedMark } from '../../ui/sign/small.tsx';
import { hueClass } from '../../ui/sign/portrait.tsx';
import { spoken } from '../../words/spoken.ts';

export function MemberList(props: {
  room: RoomView;
  onRemove: (member: MemberView) => void;
  onRoom: (room: RoomSummary['id']) => void;
}): ReactElement {
  const { room } = props;
  const sorted = room.members.toSorted(
    (a, b) => Number(b.isMe) - Number(a.isMe) || Number(b.isHost) - Number(a.isHost) || a.name.localeCompare(b.name),
  );
  return (
    <ul className="members" aria-label={t.rooms.people}>
      {sorted.map((member) => (
        <Member
          key={member.account}
          member={member}
          kind={room.kind}
          onRoom={props.onRoom}
          onRemove={room.canRemove && !member.isMe && room.kind === 'group' ? () => props.onRemove(member) : null}
        />
      ))}
    </ul>
  );
}

function Member(props: {
  member: MemberView;
  kind: RoomView['kind'];
  onRemove: (() => void) | null;
  onRoom: (room: RoomSummary['id']) => void;
}): ReactElement {
  const { member } = props;
  const inGroup = props.kind === 'group';
  // Which two devices there are is what a secret chat is about.
  const [open, setOpen] = useState(props.kind === 'secret');
  const devices = useId();
  return (
    <li className="member">
      <Figure person={member} />
      <div className="grow">
        <p className="member-name">
          <b className={`cut ${hueClass(member.hue)}`}>
            <bdi>{member.name}</bdi>
          </b>
          <VerifiedMark person={member} />
          {member.isMe ? <span className="member-me">{t.rooms.you}</span> : null}
          {member.isHost && inGroup ? <span className="tag">{t.rooms.host}</span> : null}
        </p>
        <p className="member-more">
          <bdi className="cut" dir="ltr">
            @{member.username}
          </bdi>
          {member.devices.length === 0 ? null : (
            <button
              type="button"
              aria-expanded={open}
              aria-controls={devices}
              aria-label={spoken(t.rooms.showDevices(member.name))}
              onClick={() => setOpen(!open)}
            >
              {t.rooms.devices(member.devices.length)}
              <Icon name="chevron" size={14} />
            </button>
          )}
        </p>
        {member.status === null || !inGroup ? null : (
          <p className="member-says">
            <StatusLine status={member.status} />
          </p>
        )}
        {member.bio === '' || !inGroup ? null : (
          <p className="member-says">
            <bdi>{member.bio}</bdi>
          </p>
        )}
        {open ? (
          <ul className="member-devices" id={devices}>
            {member.devices.map((device) => (
              <li key={device.device}>
                <Icon name={device.kind === 'phone' ? 'phone' : 'laptop'} size={16} />
                {t.rooms.deviceKind(device.kind)}
                {device.isThis ? <span className="member-me">{t.rooms.thisDevice}</span> : null}
              </li>
            ))}
          </ul>
        ) : null}
        {open && !member.isMe && inGroup ? (
          <>
            <Compare person={member} />
            <div className="panel-acts">
              <StartSecret person={member} onRoom={props.onRoom} />
            </div>
            <ContactActs person={member} />
          </>
        ) : null}
      </div>
      {props.onRemove === null ? null : (
        <IconButton icon="user-minus" label={spoken(t.rooms.removeName(member.name))} onPress={props.onRemove} />
      )}
    </li>
  );
}
