/** Send, in the arch. Idle while there is nothing to send; a countdown while the server asks to slow down: what is sent then waits in line. */
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { IconButton } from '../../ui/control/icon-button.tsx';

export function SendButton(props: {
  editing: boolean;
  idle: boolean;
  wait: number;
  onPress: () => void;
}): ReactElement {
  if (props.wait > 0)
    return (
      <Button
        className="ib ib-arch composer-send num"
        aria-label={t.composer.sendIn(props.wait)}
        isDisabled={props.idle}
        preventFocusOnPress
        onPress={props.onPress}
      >
        {props.wait < 100 ? props.wait : '…'}
      </Button>
    );
  return (
    <IconButton
      className="composer-send"
      shape="arch"
      icon={props.editing ? 'check' : 'arrow-up'}
      label={props.editing ? t.composer.save : t.composer.send}
      keys="Enter"
      isDisabled={props.idle}
      // The field keeps the focus, and a phone its keyboard.
      preventFocusOnPress
      onPress={props.onPress}
    />
  );
}
