/**
 * Where a message is written. Owns the field, its draft, completion, sending and the one notice above it; replying and editing are
 * decided outside and come in as `target`. Enter sends and Shift+Enter makes a line, or Enter makes one, as this person chose; Ctrl+Enter
 * always sends. What was typed is never cleared by a failure.
 */
import type { MessageItem, RoomView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useTopic } from '@alcove/react';
import { useEffect, useId, useImperativeHandle, useRef, type ReactElement, type ReactNode, type Ref } from 'react';
import { EmojiButton } from '../../emoji/emoji-button.tsx';
import { NoticePlace } from '../../ui/layout/slots.tsx';
import { isByFinger } from '../../ui/by-finger.ts';
import { useSecondsUntil } from '../../ui/use-seconds-until.ts';
import { ContextBar } from './context-bar.tsx';
import { NoticeLine } from './notice-line.tsx';
import { SendButton } from './send-button.tsx';
import { SuggestionList, optionId } from './suggestion-list.tsx';
import { useCompletion } from './field/use-completion.ts';
import { useField } from './field/use-field.ts';
import { useSending } from './field/use-sending.ts';
import './composer.css';
import { spoken } from '../../words/spoken.ts';

export type Target = { readonly kind: 'reply' | 'edit'; readonly item: MessageItem } | null;

export interface ComposerHandle {
  readonly focus: () => void;
  /** Puts a text back into the field, before what is there. */
  readonly put: (text: string) => void;
}

export interface ComposerProps {
  readonly room: RoomView;
  readonly target: Target;
  readonly onTarget: (target: Target) => void;
  /** ↑ in an empty field. */
  readonly onEditLast: () => void;
  /** The typing line; it shares its reserved place with notices. */
  readonly typing: ReactNode;
  readonly ref?: Ref<ComposerHandle>;
}

export function Composer(props: ComposerProps): ReactElement {
  return props.room.left ? <Left /> : <Writing {...props} />;
}

function Left(): ReactElement {
  return (
    <div className="composer-foot">
      <div className="above">
        <NoticePlace />
      </div>
      <p className="composer-left">{t.composer.youLeft}</p>
    </div>
  );
}

function Writing({ room, target, onTarget, onEditLast, typing, ref }: ComposerProps): ReactElement {
  const listId = useId();
  const stage = useRef<HTMLDivElement>(null);
  const field = useField(room, target);
  const wait = useSecondsUntil(room.slowedUntil);
  const enter = useTopic('settings')?.enter ?? 'send';
  const { send, failure, over } = useSending({ room, target, onTarget, field });
  const others = room.members.filter((member) => !member.isMe);
  const completion = useCompletion(field.text, field.caret, others, field.apply);

  const { focus, put } = field;
  useImperativeHandle(ref, () => ({ focus, put }), [focus, put]);
  useEffect(() => {
    if (target !== null) focus();
  }, [target, focus]);
  useEffect(() => {
    // A finger would get the keyboard over what it came to read; who goes from one find to the next stays in their search.
    if (!isByFinger() && document.activeElement?.closest('search') == null) focus();
  }, [focus]);

  const onKeyDown = (event: React.KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || completion?.onKeyDown(event) === true) return;
    const always = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && (always || (enter === 'send' && !event.shiftKey))) {
      event.preventDefault();
      void send();
    } else if (event.key === 'Escape' && target !== null) {
      event.stopPropagation();
      onTarget(null);
    } else if (event.key === 'ArrowUp' && !event.altKey && field.text === '' && target === null) {
      event.preventDefault();
      onEditLast();
    }
  };

  return (
    <div className="composer-foot" role="group" aria-label={t.composer.region}>
      <NoticeLine failure={failure} over={over} otherwise={typing} />
      <div className="composer" ref={stage}>
        {completion === null ? null : (
          <SuggestionList
            id={listId}
            kind={completion.kind}
            suggestions={completion.suggestions}
            active={completion.active}
            onPick={completion.pick}
          />
        )}
        {target === null ? null : <ContextBar target={target} onClose={() => onTarget(null)} onLeave={focus} />}
        <div className="composer-row">
          <textarea
            ref={field.element}
            className="composer-text"
            rows={1}
            dir="auto"
            enterKeyHint={enter === 'send' ? 'send' : 'enter'}
            placeholder={placeholderOf(room)}
            aria-label={placeholderOf(room)}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={completion === null ? undefined : listId}
            aria-activedescendant={completion === null ? undefined : optionId(listId, completion.active)}
            value={field.text}
            onChange={field.onChange}
            onSelect={field.onSelect}
            onKeyDown={onKeyDown}
          />
          <EmojiButton className="ib composer-emoji" icon="smile" label={t.composer.emoji} onPick={field.insert} />
          <SendButton
            editing={target?.kind === 'edit'}
            idle={field.text.trim() === '' || over > 0}
            wait={wait}
            onPress={() => void send()}
          />
        </div>
      </div>
    </div>
  );
}

function placeholderOf(room: RoomView): string {
  return spoken(t.composer.placeholder(room.peer?.name ?? room.title));
}
