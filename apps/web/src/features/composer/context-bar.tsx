/** What the next message answers, or which one is being edited. */
import { t } from '@alcove/locales';
import { useEffectEvent, useLayoutEffect, useRef, type ReactElement } from 'react';
import { plainText } from '../../markdown/plain-text.ts';
import { IconButton } from '../../ui/control/icon-button.tsx';
import { Icon } from '../../ui/sign/icon.tsx';
import { hueClass } from '../../ui/sign/portrait.tsx';
import { Isolated } from '../../words/isolated.tsx';
import type { Target } from './composer.tsx';

interface ContextBarProps {
  readonly target: NonNullable<Target>;
  readonly onClose: () => void;
  /** It goes, and had the focus. */
  readonly onLeave: () => void;
}

export function ContextBar({ target, onClose, onLeave }: ContextBarProps): ReactElement {
  const { kind, item } = target;
  const bar = useRef<HTMLDivElement>(null);
  const leave = useEffectEvent(onLeave);
  useLayoutEffect(() => {
    const here = bar.current;
    return () => {
      // It still stands when this runs; once it is gone, nobody knows that the focus was here.
      if (here?.contains(document.activeElement) === true) leave();
    };
  }, []);
  const title =
    kind === 'edit'
      ? t.composer.editing
      : item.mine
        ? t.composer.replyingToSelf
        : t.composer.replyingTo(item.author.name);
  return (
    <div ref={bar} className={`composer-context ${hueClass(item.author.hue)}`}>
      <Icon name={kind === 'edit' ? 'pencil' : 'reply'} size={16} />
      <p className="grow cut">
        <b>
          <Isolated>{title}</Isolated>
        </b>{' '}
        <bdi>{plainText(item.text, [])}</bdi>
      </p>
      <IconButton
        icon="close"
        label={kind === 'edit' ? t.composer.stopEdit : t.composer.stopReply}
        keys="Esc"
        onPress={onClose}
      />
    </div>
  );
}
