/**
 * The server lies to one device about one room for a while, in a way that clients come back from by themselves (hostile/attacks). It is honest
 * again at the end of it, and the device connects anew.
 */
import type { RoomId } from '@alcove/protocol';
import { hollowAck, lateAck, noAck } from '../../hostile/attacks/log/acks.ts';
import { alterCommits } from '../../hostile/attacks/log/alter-commits.ts';
import { claimRestore } from '../../hostile/attacks/log/claim-restore.ts';
import { duplicateFrames } from '../../hostile/attacks/log/duplicate-frames.ts';
import { forgetEntries } from '../../hostile/attacks/log/forget-entries.ts';
import { forkCommits } from '../../hostile/attacks/log/fork-commits.ts';
import { hideCommits, hideEntry } from '../../hostile/attacks/log/hide-entry.ts';
import { holdCommits } from '../../hostile/attacks/log/hold-commits.ts';
import { repeatEntry } from '../../hostile/attacks/log/repeat-entry.ts';
import { shuffleFrames } from '../../hostile/attacks/log/shuffle-frames.ts';
import { swallowAppends } from '../../hostile/attacks/log/swallow-appends.ts';
import { swallowEntries } from '../../hostile/attacks/log/swallow-frames.ts';
import { swapEntries } from '../../hostile/attacks/log/swap-entries.ts';
import type { Attack, HostileServer } from '../../hostile/transport.ts';
import type { Move } from '../move.ts';
import { roomsOf, type World } from '../world.ts';

const LASTS_MS = { least: 500, most: 8_000 };

type Tell = (server: HostileServer, victim: string, room: RoomId, world: World) => Attack;
type Lie = readonly [name: string, tell: Tell];

const LIES: readonly Lie[] = [
  ['changes commits on their way', (_, victim) => alterCommits(victim)],
  ['hides a message', hideEntry],
  ['hides commits', hideCommits],
  ['acknowledges commits that it shows to nobody', (server, victim, room) => forkCommits(server, victim, room)],
  [
    'forgets what was said',
    (server, victim, room) => forgetEntries(server, victim, room, ({ kind }) => kind === 'application'),
  ],
  ['lets no commit through', (_, __, room) => holdCommits(room, () => undefined)],
  ['tells a message twice', repeatEntry],
  ['swaps two entries', swapEntries],
  ['acknowledges what it throws away', (_, victim) => hollowAck(victim, 'once')],
  ['acknowledges late', (_, victim) => lateAck(victim)],
  ['acknowledges nothing', (_, victim) => noAck(victim)],
  ['throws away what it is told', (_, victim) => swallowAppends(victim)],
  ['tells nothing by itself', (_, victim) => swallowEntries(victim)],
  ['tells in the wrong order', (_, victim) => shuffleFrames(victim)],
  ['tells everything again', () => duplicateFrames(2)],
  ['says that its data went back', (_, victim) => claimRestore(victim, 3, 'takes-it')],
];

export const lie: Move = {
  name: 'lie',
  weight: 0,
  run({ world, device, random }) {
    const { liar, time } = world;
    const room = device.client === null ? undefined : random.pick(roomsOf(device.client));
    const chosen = random.pick(LIES);
    if (liar === null || room === undefined || chosen === undefined) return null;
    const log = liar.world.log(room.id);
    // Who does not know the whole of it can tell no story that fits.
    if (log.length === 0 || log.at(-1)?.seq !== log.length) return null;
    const [name, tell] = chosen;
    const attack = tell(liar, device.name, room.id, world);
    liar.begin(attack);
    world.liedTo.add(device);
    time.after(random.int(LASTS_MS.least, LASTS_MS.most), () => liar.stopAttack(device.name));
    return `the server ${name}, in ${room.title}`;
  },
};
