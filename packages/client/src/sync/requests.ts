/**
 * Questions on the socket that wait for their answer: numbered requests and appends. Every question ends: answered, refused,
 * or `disconnected` when the connection went away first.
 */
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

export function createRequests(send: (frame: ClientFrameOf<keyof Question> | AppendFrame) => boolean): Requests {
  let nextNumber = 1;
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
        if (!send({ ...frame, n } as ClientFrameOf<keyof Question>)) {
          numbered.delete(n);
          resolve({ kind: 'disconnected' });
        }
      });
    },
    append(frame) {
      return new Promise((resolve) => {
        appends.set(frame.id, resolve);
        if (!send(frame)) {
          appends.delete(frame.id);
          resolve({ kind: 'disconnected' });
        }
      });
    },
    settle(frame) {
      if (frame.t === 'ack' || frame.t === 'nack') {
        const resolve = appends.get(frame.id);
        appends.delete(frame.id);
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
      if (frame.t === 'refused') waiting?.resolve({ kind: 'refused', error: frame.error });
      else if (waiting?.wants === frame.t) waiting.resolve({ kind: 'answer', value: frame });
      else waiting?.resolve({ kind: 'refused', error: { code: 'malformed', message: 'wrong reply' } });
      return true;
    },
    disconnect() {
      const open = [...numbered.values(), ...[...appends.values()].map((resolve) => ({ resolve }))];
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
