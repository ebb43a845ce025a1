/**
 * Questions on the socket that wait for their answer: numbered requests and appends. Every question ends: answered, refused,
 * or `disconnected` when the connection went away first. One that gets no answer is asked again with the same bytes, which the server
 * takes once; when that does not help either, the connection counts as gone.
 */
import type { Clock, TimerHandle } from '../ports.ts';
import type { AppendFrame, ClientFrameOf, ErrorBody, FrameId, ServerFrame, ServerFrameOf } from '@alcove/protocol';

export interface Question {
  fetch: 'page';
  'fetch-policy': 'policies';
  'fetch-group-info': 'group-info';
  'fetch-marks': 'marks';
  restore: 'restored';
}
export type QuestionFrame<T extends keyof Question> = Omit<ClientFrameOf<T>, 'n'>;

export type Answer<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'refused'; readonly error: ErrorBody }
  | { readonly kind: 'disconnected' };
export type AppendAnswer = Answer<{ readonly seq: number; readonly at: number }>;

type NumberedReply = ServerFrameOf<Question[keyof Question] | 'refused'>;

export interface Requests {
  ask<T extends keyof Question>(frame: QuestionFrame<T>): Promise<Answer<ServerFrameOf<Question[T]>>>;
  append(frame: AppendFrame): Promise<AppendAnswer>;
  /** True when the frame was an answer; false: somebody else's. */
  settle(frame: ServerFrame): boolean;
  disconnect(): void;
}

/** How long each asking of a question waits for its answer. */
const PATIENCE_MS = [6_000, 12_000, 24_000] as const;

export interface RequestsPorts {
  send(frame: ClientFrameOf<keyof Question> | AppendFrame): boolean;
  readonly clock: Pick<Clock, 'setTimer' | 'clearTimer'>;
  /** Asked again and again, and nothing came. */
  onUnanswered(): void;
}

export function createRequests({ send, clock, onUnanswered }: RequestsPorts): Requests {
  let nextNumber = 1;
  const waits = new Map<number | FrameId, TimerHandle>();

  function wait(key: number | FrameId, frame: ClientFrameOf<keyof Question> | AppendFrame, times = 0): void {
    const ms = PATIENCE_MS[times];
    if (ms === undefined) return onUnanswered();
    const askAgain = (): void => {
      waits.delete(key);
      if (send(frame)) wait(key, frame, times + 1);
    };
    waits.set(key, clock.setTimer(ms, askAgain));
  }

  function answered(key: number | FrameId): void {
    const wait = waits.get(key);
    if (wait !== undefined) clock.clearTimer(wait);
    waits.delete(key);
  }

  const numbered = new Map<number, { wants: string; resolve: (answer: Answer<NumberedReply>) => void }>();
  const appends = new Map<FrameId, (answer: AppendAnswer) => void>();

  return {
    ask<T extends keyof Question>(frame: QuestionFrame<T>) {
      const n = nextNumber++;
      return new Promise<Answer<ServerFrameOf<Question[T]>>>((resolve) => {
        // The reply's type is compared with `wants` before it is handed out.
        const typed = resolve as (answer: Answer<NumberedReply>) => void;
        const { t } = frame as { t: T };
        numbered.set(n, { wants: REPLY[t], resolve: typed });
        const question = { ...frame, n } as ClientFrameOf<keyof Question>;
        if (send(question)) return wait(n, question);
        numbered.delete(n);
        resolve({ kind: 'disconnected' });
      });
    },
    append(frame) {
      return new Promise((resolve) => {
        appends.set(frame.id, resolve);
        answered(frame.id);
        if (send(frame)) return wait(frame.id, frame);
        appends.delete(frame.id);
        resolve({ kind: 'disconnected' });
      });
    },
    settle(frame) {
      if (frame.t === 'ack' || frame.t === 'nack') {
        const resolve = appends.get(frame.id);
        appends.delete(frame.id);
        answered(frame.id);
        const answer: AppendAnswer =
          frame.t === 'ack'
            ? { kind: 'answer', value: { seq: frame.seq, at: frame.at } }
            : { kind: 'refused', error: frame.error };
        resolve?.(answer);
        return true;
      }
      if (frame.t !== 'refused' && !isReply(frame)) return false;
      const waiting = numbered.get(frame.n);
      numbered.delete(frame.n);
      answered(frame.n);
      if (frame.t === 'refused') waiting?.resolve({ kind: 'refused', error: frame.error });
      else if (waiting?.wants === frame.t) waiting.resolve({ kind: 'answer', value: frame });
      else waiting?.resolve({ kind: 'refused', error: { code: 'malformed', message: 'wrong reply' } });
      return true;
    },
    disconnect() {
      const open = [...numbered.values(), ...[...appends.values()].map((resolve) => ({ resolve }))];
      for (const key of waits.keys()) answered(key);
      numbered.clear();
      appends.clear();
      for (const { resolve } of open) resolve({ kind: 'disconnected' });
    },
  };
}

const REPLY: Readonly<Record<keyof Question, Question[keyof Question]>> = {
  fetch: 'page',
  'fetch-policy': 'policies',
  'fetch-group-info': 'group-info',
  'fetch-marks': 'marks',
  restore: 'restored',
};

function isReply(frame: ServerFrame): frame is ServerFrameOf<Question[keyof Question]> {
  return Object.values(REPLY).some((t) => t === frame.t);
}
