/**
 * What a device knows of its account's password beside the password: that a device asks to set a new one, and that another one changed
 * it, until somebody here has read that. Owns what is shown of both; the doing is new-password.ts.
 */
import { decodeCbor, encodeCbor, type StoredVault, type WaitingRequest } from '@alcove/protocol';
import { z } from 'zod';
import type { PasswordView } from '../api/access-views.ts';
import { done, type Outcome } from '../api/outcome.ts';
import type { AccessSeat } from './access.ts';
import type { AccountContext } from './context.ts';
import { askNewPassword, refuseNewPassword, setNewPassword, viewOfRequest, waitingRequest } from './new-password.ts';

/** Present while it is news: when this device saw it, ms since 1970. */
const NEWS = 'password-news';
const News = z.strictObject({ v: z.literal(1), at: z.int().nonnegative() });

export interface PasswordDesk {
  readonly view: PasswordView;
  ask(seat: AccessSeat): Promise<Outcome>;
  refuse(seat: AccessSeat): Promise<Outcome>;
  set(seat: AccessSeat, fresh: string): Promise<Outcome>;
  readNews(seat: AccessSeat): Promise<Outcome>;
  /** With every connection, and when the server says that something happened. */
  look(seat: AccessSeat): Promise<void>;
  /** A newer vault came from another device. */
  vaultMoved(seat: AccessSeat, from: StoredVault, to: StoredVault): Promise<void>;
}

interface Held {
  readonly context: AccountContext;
  readonly request: WaitingRequest | null;
  readonly news: number | null;
}

/** `context`: of whoever is in now. */
export function createPasswordDesk(context: () => AccountContext | null, changed: () => void): PasswordDesk {
  let held: Held | null = null;
  const board: Board = {
    of: (now) => (held?.context === now ? held : { context: now, request: null, news: null }),
    hold(now, change) {
      held = { ...board.of(now), ...change };
      changed();
    },
  };
  return {
    get view() {
      const now = context();
      if (now === null) return { request: null, changedAt: null };
      const { request, news } = board.of(now);
      return { request: request === null ? null : viewOfRequest(now, request), changedAt: news };
    },
    ...requestsOn(board),
    ...newsOn(board),
    async look({ context: now }) {
      const bytes = await now.store.secrets.get(NEWS);
      if (bytes !== null) board.hold(now, { news: decodeCbor(News, bytes, 'password news').at });
      const waits = await waitingRequest(now);
      if (waits.ok) board.hold(now, { request: waits.value });
    },
  };
}

/** What is held of the account at work; of another one nothing is. */
interface Board {
  of(now: AccountContext): Held;
  hold(now: AccountContext, change: Partial<Held>): void;
}

function requestsOn({ of, hold }: Board): Pick<PasswordDesk, 'ask' | 'refuse' | 'set'> {
  return {
    async ask(seat) {
      const asked = await askNewPassword(seat);
      if (!asked.ok) return asked;
      hold(seat.context, { request: asked.value });
      return done;
    },
    async refuse(seat) {
      const { request } = of(seat.context);
      if (request === null) return done;
      const refused = await refuseNewPassword(seat, request.device);
      if (refused.ok) hold(seat.context, { request: null });
      return refused;
    },
    async set(seat, fresh) {
      const set = await setNewPassword(seat, fresh);
      if (set.ok || set.code === 'request-over') hold(seat.context, { request: null });
      return set;
    },
  };
}

function newsOn({ hold }: Board): Pick<PasswordDesk, 'readNews' | 'vaultMoved'> {
  return {
    async readNews({ context: now }) {
      await now.store.write(now.store.secrets.drop(NEWS));
      hold(now, { news: null });
      return done;
    },
    async vaultMoved({ context: now }, from, to) {
      if (passwordOf(from) === passwordOf(to) || !now.open) return;
      const at = Math.floor(now.now());
      await now.store.write(now.store.secrets.put(NEWS, encodeCbor({ v: 1, at })));
      hold(now, { news: at });
    },
  };
}

const passwordOf = ({ wraps }: StoredVault): string | undefined =>
  wraps.find(({ kind }) => kind === 'password')?.sealed;
