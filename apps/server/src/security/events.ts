/**
 * What happened to an account, for its owner to read: log-ins, failed tries, changes of what opens it. Little is kept: the minute, a keyed
 * mark instead of the address it came from, and a count where the same thing goes on. Gone after ninety days.
 */
import type { AccountId, DeviceId, SecurityKind } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { Sealing } from '../database/sealing.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const KEPT_MS = 90 * DAY_MS;
const MOST_SHOWN = 200;
const MARK_CHARACTERS = 10;

/** These go on and on; one line a day says it. */
const COUNTED: ReadonlySet<SecurityKind> = new Set(['failed', 'connected']);

export interface SecurityEventRow {
  readonly at: number;
  readonly kind: SecurityKind;
  readonly network: string | null;
  readonly device: DeviceId | null;
  readonly count: number;
}

export class SecurityEvents {
  readonly #db: Db;
  readonly #sealing: Sealing;
  readonly #now: () => number;

  constructor(db: Db, sealing: Sealing, now: () => number) {
    this.#db = db;
    this.#sealing = sealing;
    this.#now = now;
  }

  /** The same network of the same account has the same mark; across accounts marks say nothing. */
  markOf(account: AccountId, network: string): string {
    return this.#sealing.mark(`network/${account}`, network).slice(0, MARK_CHARACTERS);
  }

  async note(
    account: AccountId,
    kind: SecurityKind,
    from: { readonly network?: string | undefined; readonly device?: DeviceId | null } = {},
  ): Promise<void> {
    const now = this.#now();
    const at = now - (now % MINUTE_MS);
    const network = from.network === undefined ? null : this.markOf(account, from.network);
    const device = from.device ?? null;
    const row = { account, kind, network, device, at };
    // One transaction, so that two at once are not two lines.
    await this.#db.transaction().execute(async (tx) => {
      if (COUNTED.has(kind) && (await again(tx, row))) return;
      await tx
        .insertInto('security_event')
        .values({ ...row, count: 1 })
        .execute();
    });
  }

  list(account: AccountId): Promise<SecurityEventRow[]> {
    return this.#db
      .selectFrom('security_event')
      .select(['at', 'kind', 'network', 'device', 'count'])
      .where('account', '=', account)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(MOST_SHOWN)
      .execute();
  }

  async sweep(): Promise<void> {
    await this.#db
      .deleteFrom('security_event')
      .where('at', '<', this.#now() - KEPT_MS)
      .execute();
  }
}

async function again(
  tx: Db,
  what: {
    readonly account: AccountId;
    readonly kind: SecurityKind;
    readonly network: string | null;
    readonly device: DeviceId | null;
    readonly at: number;
  },
): Promise<boolean> {
  const moved = await tx
    .updateTable('security_event')
    .set((e) => ({ count: e('count', '+', 1), at: what.at }))
    .where('account', '=', what.account)
    .where('kind', '=', what.kind)
    .where('network', 'is', what.network)
    .where('device', 'is', what.device)
    .where('at', '>', what.at - (what.at % DAY_MS) - 1)
    .returning('id')
    .executeTakeFirst();
  return moved !== undefined;
}
