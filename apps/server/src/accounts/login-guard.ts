/**
 * Who may start a log-in now. Guessing is counted by starts, because with OPAQUE a wrong password shows on the guesser's side alone, and by
 * network, because addresses are cheap. A network with too many unfinished starts is held off, longer each time.
 *
 * A device of the account has a lane of its own, so that no crowd of guessers keeps the owner out: it shows a token that it got at its last
 * log-in. The token opens nothing; it only says which queue to stand in.
 */
import type { AccountId, DeviceId, KnownDevice, Username } from '@alcove/protocol';
import type { Sealing } from '../database/sealing.ts';
import type { Devices } from '../devices/devices.ts';
import { networkOf } from '../limits/address-prefix.ts';
import type { Limits } from '../limits/limits.ts';
import { refuse, type Refusal } from '../outcome.ts';

const HOLD_MS = 15 * 60_000;
const LONGEST_HOLD_MS = 24 * 3_600_000;
const FORGET_MS = 48 * 3_600_000;

interface Ports {
  readonly limits: Limits;
  readonly devices: Devices;
  readonly sealing: Sealing;
  readonly now: () => number;
}

interface Hold {
  readonly until: number;
  readonly lastMs: number;
}

export class LoginGuard {
  readonly #ports: Ports;
  readonly #holds = new Map<string, Hold>();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** What the device brings to its next log-in. */
  tokenFor(account: AccountId, device: DeviceId): string {
    return this.#ports.sealing.mark('known-device', `${account}/${device}`);
  }

  async over(
    asks: { readonly username: Username; readonly account: AccountId | null; readonly prefix: string },
    known: KnownDevice | undefined,
  ): Promise<Refusal | undefined> {
    const { limits } = this.#ports;
    const { username, account, prefix } = asks;
    if (account !== null && known !== undefined && (await this.#isKnown(account, known)))
      return limits.over('login.known', known.device);
    const network = networkOf(prefix);
    const held = this.#heldFor(network);
    if (held !== undefined) return held;
    const over = limits.over('login.prefix', network) ?? limits.over('login.start', username, prefix);
    if (over !== undefined) return over;
    const failed = limits.over('login.fail', network);
    if (failed === undefined) return undefined;
    this.#hold(network);
    return this.#heldFor(network) ?? failed;
  }

  /** It counted as unfinished from its start on; only now is it known that it was not. */
  finished(prefix: string): void {
    this.#ports.limits.giveBack('login.fail', networkOf(prefix));
  }

  sweep(): void {
    const now = this.#ports.now();
    for (const [network, { until }] of this.#holds) if (until + FORGET_MS <= now) this.#holds.delete(network);
  }

  async #isKnown(account: AccountId, { device, token }: KnownDevice): Promise<boolean> {
    if (token !== this.tokenFor(account, device)) return false;
    return (await this.#ports.devices.activeKey(account, device)) !== undefined;
  }

  #heldFor(network: string): Refusal | undefined {
    const leftMs = (this.#holds.get(network)?.until ?? 0) - this.#ports.now();
    return leftMs > 0 ? refuse('rate-limited', 'held off', { retryAfter: Math.ceil(leftMs / 1000) }) : undefined;
  }

  #hold(network: string): void {
    const before = this.#holds.get(network)?.lastMs ?? HOLD_MS / 2;
    const lastMs = Math.min(LONGEST_HOLD_MS, before * 2);
    this.#holds.set(network, { until: this.#ports.now() + lastMs, lastMs });
  }
}
