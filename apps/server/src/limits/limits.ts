/**
 * Every limit by its name. `public` holds the figures for a server that strangers can reach; `personal`, the default, is for a household
 * or a club behind one address, where those figures would lock people out of their own house. A host may set each one.
 */
import { z } from 'zod';
import { refuse, type Refusal } from '../outcome.ts';
import { RateLimiter, type LimitFigure } from './gcra.ts';

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const per = (limit: number, windowSeconds: number, burst: number = limit): LimitFigure => ({
  limit,
  windowSeconds,
  burst,
});

const PUBLIC = {
  /** Per account and address prefix: an online guess of a password costs one. */
  'login.start': per(5, 5 * MINUTE),
  'login.prefix': per(20, 5 * MINUTE),
  /** Started and not finished, per prefix: with OPAQUE a wrong password shows only on the guesser's side. */
  'login.fail': per(10, 15 * MINUTE),
  /** A device that was here before, per device: whoever guesses elsewhere does not use it up. */
  'login.known': per(10, 5 * MINUTE),
  /** Codes of the second factor, per account, after the password was right. */
  'login.code': per(5, 5 * MINUTE),
  register: per(3, HOUR),
  'session.refresh': per(60, MINUTE),
  'message.send': per(30, MINUTE, 15),
  commit: per(10, MINUTE),
  'commit.room': per(20, MINUTE),
  'policy.append': per(20, MINUTE),
  verdict: per(20, MINUTE),
  'room.create': per(3, HOUR),
  'keypackage.fetch': per(1, 10 * MINUTE, 6),
  'keypackage.requester': per(100, HOUR),
  'directory.lookup': per(30, MINUTE),
  'directory.day': per(300, DAY),
  'directory.refresh': per(300, MINUTE),
  /** Letters asked for, per account, address typed, or prefix. */
  'mail.send': per(5, HOUR),
  /** Links tried, per prefix. */
  'mail.link': per(30, HOUR),
  'vault.write': per(60, MINUTE),
  /** A new password asked for by a device, per account: each is told to all the others. */
  'password.ask': per(3, DAY),
  /** A device that signs for its account: to let one in, to remove one. */
  'vault.unlock': per(30, HOUR),
  'device.list': per(20, HOUR),
  'approval.ask': per(20, HOUR),
  'approval.look': per(120, MINUTE),
  'record.write': per(60, MINUTE),
  'archive.read': per(1_200, MINUTE),
  'archive.write': per(120, MINUTE),
  'log.fetch': per(1_200, MINUTE),
  ephemeral: per(5, 1, 10),
  'ws.connect': per(30, MINUTE),
} as const satisfies Record<string, LimitFigure>;

export type LimitName = keyof typeof PUBLIC;
export const LIMIT_NAMES = Object.keys(PUBLIC) as readonly LimitName[];

const PERSONAL: Record<LimitName, LimitFigure> = {
  ...PUBLIC,
  'login.start': per(10, 5 * MINUTE),
  'login.prefix': per(60, 5 * MINUTE),
  'login.fail': per(30, 15 * MINUTE),
  register: per(30, HOUR),
  'message.send': per(240, MINUTE, 60),
  commit: per(60, MINUTE),
  'commit.room': per(120, MINUTE),
  'policy.append': per(60, MINUTE),
  'room.create': per(60, HOUR),
  'keypackage.fetch': per(60, HOUR, 30),
  'keypackage.requester': per(600, HOUR),
  'directory.lookup': per(60, MINUTE),
  'directory.day': per(2_000, DAY),
  'mail.send': per(10, HOUR),
  'vault.write': per(60, MINUTE),
  'vault.unlock': per(60, HOUR),
  'device.list': per(60, HOUR),
  'approval.ask': per(60, HOUR),
  'record.write': per(600, MINUTE),
  'ws.connect': per(60, MINUTE),
};

export const LimitPreset = z.enum(['personal', 'public', 'off'], 'must be personal, public or off');
export type LimitPreset = z.infer<typeof LimitPreset>;

const figureSchema = z
  .strictObject({
    limit: z.number().positive(),
    windowSeconds: z.number().positive(),
    burst: z.number().min(1).optional(),
  })
  .transform((f): LimitFigure => ({ ...f, burst: f.burst ?? Math.max(1, f.limit) }));
export const LimitOverrides = z.partialRecord(z.enum(LIMIT_NAMES as [LimitName, ...LimitName[]]), figureSchema);
export type LimitOverrides = z.output<typeof LimitOverrides>;

export class Limits {
  readonly #limiters: ReadonlyMap<LimitName, RateLimiter>;

  constructor(preset: LimitPreset, overrides: LimitOverrides, now?: () => number) {
    const figures: Partial<Record<LimitName, LimitFigure>> = { ...presetFigures(preset), ...overrides };
    const limiters = new Map<LimitName, RateLimiter>();
    for (const name of LIMIT_NAMES) {
      const figure = figures[name];
      if (figure !== undefined) limiters.set(name, new RateLimiter(figure, now));
    }
    this.#limiters = limiters;
  }

  /** Undefined when there is room; otherwise the refusal to hand out as it is. */
  over(name: LimitName, ...key: readonly string[]): Refusal | undefined {
    const taken = this.#limiters.get(name)?.take(key.join('|'));
    if (taken === undefined || taken.ok) return undefined;
    return refuse('rate-limited', `limit ${name}`, { retryAfter: taken.retryAfter });
  }

  giveBack(name: LimitName, ...key: readonly string[]): void {
    this.#limiters.get(name)?.giveBack(key.join('|'));
  }

  sweep(): void {
    for (const limiter of this.#limiters.values()) limiter.sweep();
  }
}

function presetFigures(preset: LimitPreset): Partial<Record<LimitName, LimitFigure>> {
  if (preset === 'off') return {};
  return preset === 'public' ? PUBLIC : PERSONAL;
}
