/**
 * Where each device stands: the mark in force, which it showed or greeted with last. A copy of a device that did not move on with it shows an older
 * one (docs/decisions/0023).
 *
 * A mark counts on and carries the server's keyed hash, so one that was given out needs no row until it is shown: whoever shows it has
 * stored it, so it takes force at once, and nothing before it is ever shown again by an honest device. An answer that was lost leaves a mark
 * that nobody shows. One that is ahead of what is in force was given out since, or before this server's data went back.
 */
import { createHmac, createSecretKey, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import { ChainMark, fromBase64url, LABEL, toBase64url, utf8, type DeviceId } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import { refuse, done, type Outcome } from '../outcome.ts';

const COUNT_BYTES = 8;
const HEAD_BYTES = COUNT_BYTES + 16;
const HASH_BYTES = 16;

const stale = refuse('device-stale', 'another copy of this device went on');

export class DeviceChains {
  readonly #db: Db;
  readonly #key: KeyObject;

  constructor(db: Db, secret: Uint8Array) {
    this.#db = db;
    this.#key = createSecretKey(createHmac('sha256', secret).update(LABEL.deviceChain).digest());
  }

  /** The next mark for a device that shows its last one; null: it never had one. */
  async next(device: DeviceId, shown: ChainMark | null): Promise<Outcome<ChainMark>> {
    const isCurrent = await this.#move(device, (inForce) => {
      if (shown === null || shown === inForce) return shown === inForce ? 'stays' : 'behind';
      return this.#isAhead(device, shown, inForce) ? shown : 'behind';
    });
    return isCurrent ? done(this.#make(device, (shown === null ? 0 : countOf(shown)) + 1)) : stale;
  }

  /** The device has stored the mark, and says hello with it: once. False: another copy went on meanwhile, or it said so before. */
  confirm(device: DeviceId, mark: ChainMark): Promise<boolean> {
    return this.#move(device, (inForce) => (this.#isAhead(device, mark, inForce) ? mark : 'behind'));
  }

  /** `judge` says which mark takes force, in one step with what is in force. */
  #move(device: DeviceId, judge: (inForce: ChainMark | null) => ChainMark | 'stays' | 'behind'): Promise<boolean> {
    return this.#db.transaction().execute(async (tx) => {
      const row = await tx.selectFrom('device_chain').select('mark').where('device', '=', device).executeTakeFirst();
      const mark = judge(row?.mark ?? null);
      if (mark === 'stays' || mark === 'behind') return mark === 'stays';
      await tx
        .insertInto('device_chain')
        .values({ device, mark })
        .onConflict((at) => at.column('device').doUpdateSet({ mark }))
        .execute();
      return true;
    });
  }

  #isAhead(device: DeviceId, mark: ChainMark, inForce: ChainMark | null): boolean {
    return this.#isOurs(device, mark) && (inForce === null || countOf(inForce) < countOf(mark));
  }

  #make(device: DeviceId, count: number): ChainMark {
    const head = randomBytes(HEAD_BYTES);
    head.writeBigUInt64BE(BigInt(count));
    return ChainMark.parse(toBase64url(Buffer.concat([head, this.#hash(device, head)])));
  }

  #isOurs(device: DeviceId, mark: ChainMark): boolean {
    const bytes = fromBase64url(mark);
    return timingSafeEqual(bytes.subarray(HEAD_BYTES), this.#hash(device, bytes.subarray(0, HEAD_BYTES)));
  }

  #hash(device: DeviceId, head: Uint8Array): Buffer {
    const said = Buffer.concat([utf8(LABEL.deviceChain), utf8(device), head]);
    return createHmac('sha256', this.#key).update(said).digest().subarray(0, HASH_BYTES);
  }
}

function countOf(mark: ChainMark): number {
  const bytes = fromBase64url(mark);
  return Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
}
