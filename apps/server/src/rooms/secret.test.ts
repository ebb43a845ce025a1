import { expect, test } from 'vitest';
import { toBase64url, type PolicyGenesis } from '@alcove/protocol';
import {
  appendCommit,
  appendMessage,
  appendPolicy,
  codeOf,
  createFrom,
  openHouse,
  Person,
  type House,
  type Room,
} from '../testing/house.ts';
import { genesisOf, newFrameId, random } from '../testing/signer.ts';

/** Another device of the same account. */
async function secondDevice(house: House, owner: Person): Promise<Person> {
  const started = await owner.logIn(owner.password, null);
  if (!started.ok) throw new Error(started.error.code);
  const person = new Person(house, owner.signer);
  person.take(started.value);
  const list = toBase64url(person.signer.list());
  const enrolled = await person.call('enrol', { device: person.device.id, kind: 'bot', list });
  if (!enrolled.ok) throw new Error(enrolled.error.code);
  person.take({ ...started.value, ...enrolled.value });
  return person;
}

/** Of these two devices. */
function createSecret(by: Person, peer: Person): Promise<Room> {
  const devices = { creator: by.device.id, peer: peer.device.id };
  return createFrom(by, { ...genesisOf(by.signer, peer.signer), kind: 'secret', devices });
}

async function four() {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const [tablet, phone] = [await secondDevice(house, ana), await secondDevice(house, ben)];
  return { house, ana, ben, tablet, phone };
}

test('it is told to its two devices, and to no other of the same people', async () => {
  const { ana, ben, tablet, phone } = await four();
  const others = [await tablet.connect(), await phone.connect()];
  const b = await ben.connect();
  const room = await createSecret(ana, ben);
  const a = await ana.connect();
  const founded = { room: room.id, seq: 1, epoch: 0, member: true, own: 1, head: expect.any(Uint8Array) as unknown };
  expect((await a.wait('ready')).rooms).toEqual([founded]);
  expect(codeOf(await appendMessage(a, room.id, 0))).toBe('ack');
  a.send({ t: 'whisper', room: room.id, body: random(20) });
  a.send({ t: 'mark', room: room.id, body: random(20) });
  await b.wait('marked');
  expect(b.of('entry').map(({ seq }) => seq)).toEqual([1, 2]);
  for (const other of others) {
    await other.settle();
    expect([...other.of('entry'), ...other.of('whispered'), ...other.of('marked')]).toEqual([]);
    expect(codeOf(await appendMessage(other, room.id, 0))).toBe('not-member');
    expect(codeOf(await appendCommit(other, room.id, 0))).toBe('not-member');
    for (const [n, t] of (['fetch-policy', 'fetch-group-info', 'fetch-marks'] as const).entries()) {
      other.send({ t, n, room: room.id });
      expect((await other.wait('refused', (frame) => frame.n === n)).error.code).toBe('not-member');
    }
    other.send({ t: 'fetch', n: 9, room: room.id, after: 0, limit: 10 });
    expect((await other.wait('refused', (frame) => frame.n === 9)).error.code).toBe('not-member');
  }
  const again = await phone.connect();
  expect((await again.wait('ready')).rooms).toEqual([]);
});

test('what would bring in anybody else is refused, and no GroupInfo is kept', async () => {
  const { ana, ben, tablet, phone } = await four();
  const room = await createSecret(ana, ben);
  const a = await ana.connect();
  const to = (person: Person) => ({ welcome: random(40), to: [{ account: person.account, device: person.device.id }] });
  for (const other of [tablet, phone])
    expect(codeOf(await appendCommit(a, room.id, 0, to(other)))).toBe('policy-refused');
  expect(codeOf(await appendCommit(a, room.id, 0, { ...to(ben), groupInfo: random(40) }))).toBe('policy-refused');
  expect(codeOf(await appendCommit(a, room.id, 0, to(ben)))).toBe('ack');
  a.send({ t: 'fetch-group-info', n: 1, room: room.id });
  expect((await a.wait('group-info')).body).toBeNull();
});

test('either takes leave of it, from the device that is in it', async () => {
  const { ana, ben, phone } = await four();
  const room = await createSecret(ana, ben);
  const [b, p] = [await ben.connect(), await phone.connect()];
  const leave = (by: Person) => room.change(by, { remove: [ben.account] }, false);
  expect(codeOf(await appendPolicy(p, room.id, leave(phone)))).toBe('not-member');
  expect(codeOf(await appendPolicy(b, room.id, leave(ben)))).toBe('ack');
  expect(codeOf(await appendMessage(b, room.id, 0))).toBe('not-member');
});

test('two people may have several, beside a direct one; each names devices that there are', async () => {
  const { ana, ben, tablet } = await four();
  const rooms = [await createSecret(ana, ben), await createSecret(ana, ben), await createSecret(ben, ana)];
  expect(new Set(rooms.map(({ id }) => id)).size).toBe(3);
  const create = async (by: Person, genesis: PolicyGenesis): Promise<string> => {
    const frame = by.signer.policy(by.house.server.serverId, by.device, genesis);
    const answered = await by.call('createRoom', { genesis: toBase64url(frame), id: newFrameId() });
    return answered.ok ? 'made' : answered.error.code;
  };
  const direct = genesisOf(ana.signer, ben.signer);
  const secret = (creator: Person, peer: Person['device']['id']): PolicyGenesis => ({
    ...direct,
    kind: 'secret',
    devices: { creator: creator.device.id, peer },
  });
  expect(await create(ana, secret(ana, tablet.device.id))).toBe('not-found');
  expect(await create(tablet, secret(ana, ben.device.id))).toBe('policy-refused');
  expect(await create(ana, direct)).toBe('made');
});

test('one device’s key package is handed out alone', async () => {
  const { ana, ben, phone } = await four();
  await ben.uploadKeyPackages(1);
  await phone.uploadKeyPackages(1);
  const { account } = ben;
  const claimed = await ana.call('claimKeyPackages', { account, device: phone.device.id });
  expect(claimed.ok && claimed.value.packages.map(({ device }) => device)).toEqual([phone.device.id]);
  expect(await ana.call('claimKeyPackages', { account, device: phone.device.id })).toMatchObject({
    error: { code: 'no-key-package' },
  });
  // The other device's is still there.
  const rest = await ana.call('claimKeyPackages', { account });
  expect(rest.ok && rest.value.packages.map(({ device }) => device)).toEqual([ben.device.id]);
});
