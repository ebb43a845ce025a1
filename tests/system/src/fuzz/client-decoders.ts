/** What clients read of what others sealed for them: open parts of messages, GroupInfos, archived events, what is said of people, records. */
import { encodeContent } from '@alcove/content';
import {
  decodeAbout,
  decodeChoices,
  decodePlaces,
  decodeSegment,
  decodeTie,
  decodeVisible,
  encodeAbout,
  encodeChoices,
  encodePlaces,
  encodeSegment,
  encodeTie,
  encodeVisible,
  formatOf,
  openInfo,
  sealInfo,
} from '@alcove/client/decoders';
import { groupInfo, isGroupInfoOf, randomBytes, type GroupState } from '@alcove/crypto';
import { EMPTY_HEAD, Username, type AccountId, type DeviceId, type RoomId } from '@alcove/protocol';
import { nextFrameId } from '@alcove/testkit/headless';
import type { Decoder } from './decoders.ts';

interface Place {
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly room: RoomId;
}

export async function clientDecoders(place: Place, group: GroupState): Promise<Decoder[]> {
  const key = randomBytes(32);
  const info = await groupInfo(group);
  return [
    {
      name: 'open parts of messages',
      sample: encodeVisible(nextFrameId(), randomBytes(32)),
      read: decodeVisible,
    },
    {
      name: 'GroupInfos',
      sample: info,
      genuine: true,
      read: (bytes) => isGroupInfoOf(group, bytes),
    },
    {
      name: 'kept GroupInfos',
      sample: sealInfo(key, place.room, 1, { info, commit: randomBytes(32) }),
      genuine: true,
      read: (bytes) => openInfo(key, place.room, 1, bytes).info.length > 0,
    },
    ...archived(place),
    ...kept(place),
    ...pictures(),
  ];
}

function archived({ account, device, room }: Place): Decoder[] {
  const id = nextFrameId();
  const content = encodeContent(
    { type: 'text', body: 'said long ago', mentions: [] },
    { id, sentAt: 1, seenSeq: 1, seenHead: EMPTY_HEAD },
  );
  return [
    {
      name: 'archived events',
      sample: encodeSegment([[3, 1, id, account, device, 'text', content]]),
      read: (bytes) => decodeSegment(room, [1, 9], bytes),
    },
    {
      name: 'what a manifest says',
      sample: encodeAbout({
        kind: 'group',
        peer: null,
        title: 'Walk',
        topic: '',
        member: true,
        groupInfoKey: randomBytes(32),
        origin: 1,
        read: 3,
        people: [[account, Username.parse('fuzzed'), 'Fuzzed']],
      }),
      read: decodeAbout,
    },
  ];
}

function kept({ account, device, room }: Place): Decoder[] {
  return [
    { name: 'read places', sample: encodePlaces(new Map([[room, { seq: 9, turn: 1 }]])), read: decodePlaces },
    { name: 'settings', sample: encodeChoices({ theme: { value: 'dark', at: 3, by: device } }), read: decodeChoices },
    {
      name: 'decisions about people',
      sample: encodeTie({ v: 1, of: 'identity', account, aik: randomBytes(32), verified: true, at: 3 }),
      read: decodeTie,
    },
  ];
}

/** Heads alone: what is in a picture is the browser's to decode. */
function pictures(): Decoder[] {
  const webp = new Uint8Array(40);
  const view = new DataView(webp.buffer);
  webp.set(new TextEncoder().encode('RIFF'), 0);
  view.setUint32(4, webp.length - 8, true);
  webp.set(new TextEncoder().encode('WEBPVP8 '), 8);
  webp.set([0x9d, 0x01, 0x2a, 64, 0, 64, 0], 23);
  const jpeg = Uint8Array.fromHex(
    'ffd8ffe000104a46494600010100000100010000ffc0000b080040004001011100ffda0008010100003f00ffd9',
  );
  return [
    { name: 'pictures, WebP', sample: webp, read: formatOf },
    { name: 'pictures, JPEG', sample: jpeg, read: formatOf },
  ];
}
