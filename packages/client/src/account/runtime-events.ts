/** What an account at work tells whoever shows it, and asks of them. */
import type { FailureCode } from '../api/outcome.ts';
import type { Room } from '../rooms/room.ts';
import type { Changes } from './context.ts';
import type { KnownAccount } from './profile.ts';

export interface RuntimeEvents extends Changes {
  /** Somebody's own reading position, for marks. */
  readSeq(room: Room['id']): number;
  /** The archive says how far this person had read. */
  readBefore(room: Room['id'], seq: number): void;
  lastAt(room: Room['id']): number;
  /** Somebody looks at its timeline. */
  isWatched(room: Room['id']): boolean;
  connection(): void;
  /** The account as this device remembers it now. */
  known(): KnownAccount | null;
  ended(code: FailureCode): void;
}
