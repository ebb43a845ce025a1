/** What a route or a frame ends with. Expected endings are values with a stable code; an exception is a bug or broken hardware. */
import type { ErrorBody, ErrorCode } from '@alcove/protocol';

export interface Refusal {
  readonly ok: false;
  readonly error: ErrorBody;
}
export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal;

export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse(code: ErrorCode, message: string, extra: Omit<ErrorBody, 'code' | 'message'> = {}): Refusal {
  return { ok: false, error: { code, message, ...extra } };
}
