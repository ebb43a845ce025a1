/** A person as a line to press; chosen ones carry a tick besides their colour. */
import type { PersonView } from '@alcove/client';
import type { ReactElement } from 'react';
import { PlainButton } from '../ui/control/plain-button.tsx';
import { Icon } from '../ui/sign/icon.tsx';
import { Portrait } from '../ui/sign/portrait.tsx';

export function PersonLine(props: {
  person: PersonView;
  chosen?: boolean;
  isDisabled?: boolean;
  note?: string;
  onPress: () => void;
}): ReactElement {
  const { person, chosen } = props;
  return (
    <PlainButton
      className="person-line"
      isDisabled={props.isDisabled ?? false}
      {...(chosen === undefined ? {} : { 'aria-pressed': chosen })}
      onPress={props.onPress}
    >
      <Portrait person={person} size={32} />
      <b className="cut">
        <bdi>{person.name}</bdi>
      </b>
      <span className="person-handle cut grow">
        <bdi dir="ltr">@{person.username}</bdi>
      </span>
      {props.note === undefined ? null : <span className="person-note">{props.note}</span>}
      {chosen === undefined ? null : (
        <span className={chosen ? 'pick-box pick-on' : 'pick-box'}>
          {chosen ? <Icon name="check" size={14} /> : null}
        </span>
      )}
    </PlainButton>
  );
}
