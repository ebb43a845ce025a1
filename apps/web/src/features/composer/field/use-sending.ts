/**
 * Sends what is in the field, or saves an edit. The field is emptied at once and gets its text back when the client refuses, so that
 * nothing is lost and nobody waits.
 */
import type { Outcome, RoomView } from '@alcove/client';
import { useClient } from '@alcove/react';
import { useCallback, useState } from 'react';
import { mentionsIn } from '../text/completion.ts';
import type { Target } from '../composer.tsx';
import { overBy } from '../text/size.ts';
import type { Field } from './use-field.ts';

export type Refusal = Extract<Outcome<unknown>, { ok: false }>;

export interface Sending {
  readonly send: () => Promise<void>;
  readonly failure: Refusal | null;
  /** Bytes beyond the limit. */
  readonly over: number;
}

export function useSending(input: {
  room: RoomView;
  target: Target;
  onTarget: (target: Target) => void;
  field: Field;
}): Sending {
  const { room, target, onTarget, field } = input;
  const client = useClient();
  const [refused, setRefused] = useState<{ readonly refusal: Refusal; readonly text: string } | null>(null);
  const { text } = field;
  const over = overBy(text);

  const send = useCallback(async () => {
    const said = text.trim();
    if (said === '' || over > 0) return;
    if (target?.kind === 'edit') {
      if (said === target.item.text) {
        onTarget(null);
        return;
      }
      const outcome = await client.edit(room.id, target.item.id, said);
      if (outcome.ok) onTarget(null);
      else setRefused({ refusal: outcome, text });
      return;
    }
    // Asked before anything else is drawn or told: the worker takes one thing after the other.
    const asked = client.send(room.id, {
      text: said,
      replyTo: target?.item.id ?? null,
      mentions: mentionsIn(said, room.members),
    });
    field.clear();
    onTarget(null);
    const outcome = await asked;
    if (outcome.ok) return;
    field.put(text);
    onTarget(target);
    setRefused({ refusal: outcome, text });
  }, [client, room, target, onTarget, field, text, over]);

  // Writing on answers a refusal.
  return { send, failure: refused?.text === text ? refused.refusal : null, over };
}
