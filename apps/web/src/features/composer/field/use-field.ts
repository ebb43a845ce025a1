/**
 * The text field: its text (the draft, or the message being edited), its caret, and the ways text gets in. While a message is edited
 * the draft rests untouched and comes back afterwards.
 */
import type { RoomView } from '@alcove/client';
import {
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
  type ChangeEvent,
  type RefObject,
  type SyntheticEvent,
} from 'react';
import { insertAt, type Edited } from '../text/completion.ts';
import type { Target } from '../composer.tsx';
import { useDraft } from './use-draft.ts';
import { useTyping } from './use-typing.ts';

export interface Field {
  readonly element: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly caret: number;
  readonly onChange: (event: ChangeEvent<HTMLTextAreaElement>) => void;
  readonly onSelect: (event: SyntheticEvent<HTMLTextAreaElement>) => void;
  readonly apply: (edited: Edited) => void;
  readonly insert: (text: string) => void;
  readonly put: (text: string) => void;
  readonly clear: () => void;
  readonly focus: () => void;
}

export function useField(room: RoomView, target: Target): Field {
  const element = useRef<HTMLTextAreaElement>(null);
  const { text: drafted, write: writeDraft, clear: clearDraft } = useDraft(room);
  const typing = useTyping(room.id);
  const [caret, setCaret] = useState(0);
  const [edit, setEdit] = useState<{ readonly id: string; readonly text: string } | null>(null);
  const editing = target?.kind === 'edit' ? target.item : null;
  if (editing !== null && edit?.id !== editing.id) setEdit({ id: editing.id, text: editing.text });
  if (editing === null && edit !== null) setEdit(null);
  const text = editing === null ? drafted : (edit?.text ?? editing.text);

  const write = useCallback(
    (next: string) => {
      if (editing === null) writeDraft(next);
      else setEdit({ id: editing.id, text: next });
      typing(next);
    },
    [editing, writeDraft, typing],
  );
  const latest = useRef({ text, caret, write });
  useLayoutEffect(() => {
    latest.current = { text, caret, write };
  });
  const caretAfter = useRef<number | null>(null);

  // A controlled field forgets the caret when its text is set from outside.
  useLayoutEffect(() => {
    if (caretAfter.current === null) return;
    element.current?.setSelectionRange(caretAfter.current, caretAfter.current);
    caretAfter.current = null;
  });
  useGrowth(element, text);

  const apply = useCallback((edited: Edited) => {
    caretAfter.current = edited.caret;
    setCaret(edited.caret);
    latest.current.write(edited.text);
    element.current?.focus();
  }, []);
  const insert = useCallback(
    (put: string) => {
      const start = element.current?.selectionStart ?? latest.current.caret;
      apply(insertAt(latest.current.text, start, element.current?.selectionEnd ?? start, put));
    },
    [apply],
  );
  const put = useCallback(
    (before: string) => {
      const rest = latest.current.text;
      apply({ text: rest === '' ? before : `${before}\n${rest}`, caret: before.length });
    },
    [apply],
  );
  const focus = useCallback(() => element.current?.focus(), []);
  const clear = useCallback(() => {
    clearDraft();
    typing('');
  }, [clearDraft, typing]);

  return {
    element,
    text,
    caret,
    onChange: (event) => {
      setCaret(event.target.selectionStart);
      write(event.target.value);
    },
    onSelect: (event) => setCaret(event.currentTarget.selectionStart),
    apply,
    insert,
    put,
    clear,
    focus,
  };
}

/** Where the browser cannot size a field by its content, do it by hand. The limit, 40 % of the height, is in the style sheet. */
function useGrowth(element: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const field = element.current;
    if (!field || CSS.supports('field-sizing', 'content')) return;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${String(field.scrollHeight)}px`;
  }, [element, text]);
}
