import { expect, test } from 'vitest';
import { CLOSE, fromBase64url, LABEL, toBase64url, utf8 } from '@alcove/protocol';
import { openHouse, Person, type House } from '../testing/house.ts';
import { newKeys, sign } from '../testing/signer.ts';

/** The same account on a session that may only enrol, with a new device in its signer. */
async function newcomer(house: House, owner: Person): Promise<Person> {
  const started = await owner.logIn(owner.password, null);
  if (!started.ok) throw new Error(started.error.code);
  const person = new Person(house, owner.signer);
  person.take(started.value);
  return person;
}

/** Listed by `owner`, bound by its own proof. */
async function letIn(house: House, owner: Person): Promise<Person> {
  const tablet = await newcomer(house, owner);
  const published = await owner.call('publishDeviceList', { list: toBase64url(owner.signer.list()) });
  if (!published.ok) throw new Error(published.error.code);
  const bound = await bind(tablet);
  if (!bound.ok) throw new Error(bound.error.code);
  tablet.take({ ...bound.value, cookie: tablet.cookie });
  return tablet;
}

const bind = (person: Person, keys = person.device.keys) =>
  person.call('deviceBack', {
    device: person.device.id,
    proof: toBase64url(sign(LABEL.deviceProof, keys, utf8(person.session ?? ''))),
  });

const removalOf = (person: Person, keys = person.device.keys) =>
  person.house.call('deviceRemoval', {
    device: person.device.id,
    proof: toBase64url(sign(LABEL.deviceRemoval, keys, utf8(person.device.id))),
    after: 1,
  });

function withList(owner: Person, without: Person): string {
  owner.signer.devices = owner.signer.devices.filter((d) => d.id !== without.device.id);
  owner.signer.revoked = [...owner.signer.revoked, { device: without.device.id, seq: owner.signer.seq + 1 }];
  return toBase64url(owner.signer.list());
}

test('a device that another one listed binds its session with its own key, and with no other', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const tablet = await newcomer(house, ana);
  expect(await bind(tablet)).toMatchObject({ error: { code: 'invalid-signature' } });
  const wire = await ana.connect();
  expect(await ana.call('publishDeviceList', { list: toBase64url(ana.signer.list()) })).toMatchObject({
    value: { seq: 2 },
  });
  await wire.wait('devices-changed', ({ seq }) => seq === 2);
  expect(await bind(tablet, newKeys())).toMatchObject({ error: { code: 'invalid-signature' } });
  expect(await tablet.call('ticket', { chain: null })).toMatchObject({ error: { code: 'forbidden' } });
  expect(await bind(tablet)).toMatchObject({ value: { scope: 'device' } });
  expect(await bind(tablet)).toMatchObject({ ok: true });
  await tablet.connect();
});

test('a removed device loses sessions, sockets, tickets, key packages and its half of the vault key at once', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const tablet = await letIn(house, ana);
  await tablet.uploadKeyPackages(3, true);
  const share = await tablet.call('unlockShare', {});
  expect(share.ok && fromBase64url(share.value.share).length).toBe(32);
  expect(await tablet.call('unlockShare', {})).toEqual(share);
  const other = await ana.call('unlockShare', {});
  expect(other.ok && share.ok && other.value.share !== share.value.share).toBe(true);
  const wire = await tablet.connect();
  const ticket = await tablet.ticket();
  const at = performance.now();
  expect(await ana.call('publishDeviceList', { list: withList(ana, tablet) })).toMatchObject({ value: { seq: 3 } });
  expect(await wire.closed).toBe(CLOSE.sessionEnded);
  expect(performance.now() - at).toBeLessThan(5_000);
  expect(wire.of('bye')[0]?.error.code).toBe('unauthorized');
  expect(await tablet.call('unlockShare', {})).toMatchObject({ status: 401 });
  expect(await tablet.call('publishDeviceList', { list: toBase64url(ana.signer.preview()) })).toMatchObject({
    status: 401,
  });
  expect(await tablet.logIn()).toMatchObject({ error: { code: 'invalid-signature' } });
  const claimed = await ben.call('claimKeyPackages', { account: ana.account });
  expect(claimed).toMatchObject({ error: { code: 'no-key-package' } });
  expect(ticket.length).toBeGreaterThan(16);
  expect(await bind(await newcomer(house, ana))).toMatchObject({ error: { code: 'invalid-signature' } });
  const happened = await ana.call('securityEvents', {});
  const removals = happened.ok ? happened.value.events.filter(({ kind }) => kind === 'device-removed') : [];
  expect(removals).toMatchObject([{ device: ana.device.id, network: null, count: 1 }]);
});

test('only who holds a removed device’s key is told why it ended', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const tablet = await letIn(house, ana);
  expect(await removalOf(tablet)).toMatchObject({ error: { code: 'not-found' } });
  await ana.call('publishDeviceList', { list: withList(ana, tablet) });
  expect(await removalOf(tablet, newKeys())).toMatchObject({ error: { code: 'not-found' } });
  const told = await removalOf(tablet);
  expect(told).toMatchObject({ value: { account: ana.account } });
  expect(told.ok && told.value.lists).toHaveLength(2);
});

test('a list that brings two devices, brings one back, or comes late is refused', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const [tablet, phone] = [ana.signer.newDevice(), ana.signer.newDevice()];
  const tried = async (list: Uint8Array) => {
    const answered = await ana.call('publishDeviceList', { list: toBase64url(list) });
    return answered.ok ? 'accepted' : answered.error.code;
  };
  expect(await tried(ana.signer.preview())).toBe('malformed');
  ana.signer.devices = ana.signer.devices.filter(({ id }) => id !== phone.id);
  expect(await tried(ana.signer.preview({ seq: 3 }))).toBe('conflict');
  expect(await tried(ana.signer.list())).toBe('accepted');
  const gone = ana.signer.devices.find(({ id }) => id === tablet.id);
  ana.signer.devices = ana.signer.devices.filter(({ id }) => id !== tablet.id);
  ana.signer.revoked = [{ device: tablet.id, seq: 3 }];
  expect(await tried(ana.signer.list())).toBe('accepted');
  if (gone !== undefined) ana.signer.devices = [...ana.signer.devices, { ...gone, addedSeq: 4 }];
  ana.signer.revoked = [];
  expect(await tried(ana.signer.preview())).toBe('malformed');
});

test('devices are told with the day they came and were seen; what never became one is counted, and ended', async () => {
  const now = Date.UTC(2026, 10, 21, 15, 30);
  const house = await openHouse({}, { now: () => now });
  const ana = await house.person();
  const stray = await newcomer(house, ana);
  expect(await stray.call('vault', {})).toMatchObject({ ok: true });
  const day = Date.UTC(2026, 10, 21);
  expect(await ana.call('devices', {})).toMatchObject({
    value: { devices: [{ device: ana.device.id, addedAt: day, lastSeenAt: day }], unenrolled: 1 },
  });
  expect(await ana.call('endUnenrolled', {})).toMatchObject({ ok: true });
  expect(await ana.call('devices', {})).toMatchObject({ value: { unenrolled: 0 } });
  expect(await stray.call('vault', {})).toMatchObject({ status: 401 });
});
