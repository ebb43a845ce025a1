/**
 * What people tell of themselves, in memory and sealed on disk: once per person, however many rooms it was told in. Of two versions
 * the one its person made later counts. A status that ran out is shown to nobody, and nobody has to say so. Pictures stay on the disk
 * until somebody looks at them; here it is known whether there is one.
 */
import { Status } from '@alcove/content';
import { bytesSchema, decodeCbor, encodeCbor, MalformedError, type AccountId, type Bytes } from '@alcove/protocol';
import type { SqlStatement, Store } from '@alcove/store';
import { z } from 'zod';
import type { StatusView } from '../api/profile-views.ts';
import type { Clock, TimerHandle } from '../ports.ts';
import { formatOf } from './picture-format.ts';

/** When its person last changed it, ms since 1970; 0: never heard of. */
const at = z.int().nonnegative();
const About = z.strictObject({ at, bio: z.string(), status: Status.nullable() });
export type AboutOf = z.infer<typeof About>;
/** `kept`: there is one, on the disk. */
const PictureNote = z.strictObject({ at, kept: z.boolean() });
const Sheet = z.strictObject({ v: z.literal(1), about: About, picture: PictureNote });
type Sheet = Omit<z.infer<typeof Sheet>, 'v'>;

/** A picture of one's own or of somebody else; null: none any more. */
const Portrayal = z.strictObject({ v: z.literal(1), at, bytes: bytesSchema.nullable() });
export type PortrayalOf = Omit<z.infer<typeof Portrayal>, 'v'>;

/** Statements and what to call once they are on disk. */
export interface Learned {
  readonly statements: readonly SqlStatement[];
  adopt(): void;
}

export interface Abouts {
  of(account: AccountId): AboutOf;
  /** Null: none, or it ran out. */
  status(account: AccountId): StatusView | null;
  picture(account: AccountId): z.infer<typeof PictureNote>;
  pictureBytes(account: AccountId): Promise<Bytes | null>;
  /** Null: it is known, or older than what is. */
  learn(account: AccountId, about: AboutOf): Learned | null;
  /** Null also for what is no picture that may be shown. */
  learnPicture(account: AccountId, picture: PortrayalOf): Learned | null;
  stop(): void;
}

const NOTHING: Sheet = { about: { at: 0, bio: '', status: null }, picture: { at: 0, kept: false } };
/** A timer that sleeps longer would be one that a system may forget. */
const LONGEST_WAIT_MS = 6 * 3_600_000;

/** `ranOut`: somebody's status is shown no longer. */
export async function loadAbouts(
  store: Pick<Store, 'abouts' | 'pictures'>,
  clock: Clock,
  now: () => number,
  ranOut: () => void,
): Promise<Abouts> {
  const known = new Map<AccountId, Sheet>();
  const waits = createWait(clock, now, ranOut);
  for (const [account, plain] of await store.abouts.all()) {
    const sheet = parsed(Sheet, plain);
    if (sheet !== null) known.set(account, sheet);
  }
  const isOn = (status: Status | null): boolean => status !== null && (status.until === null || status.until > now());
  const of = (account: AccountId): Sheet => known.get(account) ?? NOTHING;
  const wait = (): void =>
    waits.until(
      [...known.values()].flatMap(({ about: { status } }) =>
        isOn(status) && status?.until != null ? [status.until] : [],
      ),
    );
  wait();

  return {
    of: (account) => of(account).about,
    status(account) {
      const { status } = of(account).about;
      return isOn(status) ? status : null;
    },
    picture: (account) => of(account).picture,
    async pictureBytes(account) {
      const plain = of(account).picture.kept ? await store.pictures.get(account) : null;
      return plain === null ? null : (decodePortrayal(plain)?.bytes ?? null);
    },
    learn(account, about) {
      if (about.at <= of(account).about.at) return null;
      return {
        statements: store.abouts.put(account, encoded({ ...of(account), about })),
        adopt() {
          if (about.at <= of(account).about.at) return;
          known.set(account, { ...of(account), about });
          wait();
        },
      };
    },
    learnPicture(account, { at: changedAt, bytes }) {
      if (changedAt <= of(account).picture.at) return null;
      if (bytes !== null && formatOf(bytes) === null) return null;
      const picture = { at: changedAt, kept: bytes !== null };
      return {
        statements: [
          ...store.abouts.put(account, encoded({ ...of(account), picture })),
          ...(bytes === null
            ? store.pictures.drop(account)
            : store.pictures.put(account, encodePortrayal({ at: changedAt, bytes }))),
        ],
        adopt: () => void known.set(account, { ...of(account), picture }),
      };
    },
    stop: waits.stop,
  };
}

/** One timer for whatever ends first. */
function createWait(clock: Clock, now: () => number, over: () => void) {
  let timer: { readonly handle: TimerHandle } | null = null;
  let ends: readonly number[] = [];
  function stop(): void {
    if (timer !== null) clock.clearTimer(timer.handle);
    timer = null;
  }
  function until(times: readonly number[]): void {
    stop();
    ends = times;
    if (ends.length === 0) return;
    const next = Math.min(...ends);
    const run = (): void => {
      const isOver = next <= now();
      until(ends.filter((end) => end > now()));
      if (isOver) over();
    };
    timer = { handle: clock.setTimer(Math.min(Math.max(next - now(), 0) + 1, LONGEST_WAIT_MS), run) };
  }
  return { until, stop };
}

function encoded(sheet: Sheet): Bytes {
  return encodeCbor({ v: 1, ...sheet } satisfies z.input<typeof Sheet>);
}

const AboutRecord = About.extend({ v: z.literal(1) });
export function encodeAbout(about: AboutOf): Bytes {
  return encodeCbor({ v: 1, ...about } satisfies z.input<typeof AboutRecord>);
}
/** Null: written by a newer version. */
export function decodeAbout(plain: Uint8Array): AboutOf | null {
  const record = parsed(AboutRecord, plain);
  return record === null ? null : { at: record.at, bio: record.bio, status: record.status };
}

export function encodePortrayal(picture: PortrayalOf): Bytes {
  return encodeCbor({ v: 1, ...picture } satisfies z.input<typeof Portrayal>);
}
/** Null: written by a newer version. */
export function decodePortrayal(plain: Uint8Array): PortrayalOf | null {
  return parsed(Portrayal, plain);
}

function parsed<T>(schema: z.ZodType<T>, plain: Uint8Array): T | null {
  try {
    return decodeCbor(schema, plain, 'about');
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}
