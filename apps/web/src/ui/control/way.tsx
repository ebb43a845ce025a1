/** A card one can press: a drawing, a title, a line. `done` says that this way was taken, with a tick and not by colour alone. */
import type { ReactElement } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Icon, type IconName } from '../sign/icon.tsx';

export function Way(props: {
  icon: IconName;
  title: string;
  hint: string;
  /** Leave out where the card is an action and not a choice. */
  done?: boolean;
  failed?: boolean;
  onPress: () => void;
}): ReactElement {
  const state = props.done === true ? ' way-done' : props.failed === true ? ' way-failed' : '';
  return (
    <AriaButton
      className={`way${state}`}
      {...(props.done === undefined ? {} : { 'aria-pressed': props.done })}
      onPress={props.onPress}
    >
      <Icon name={props.done === true ? 'check' : props.icon} />
      <b>{props.title}</b>
      <span>{props.hint}</span>
    </AriaButton>
  );
}
