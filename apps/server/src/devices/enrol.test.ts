import { expect, test } from 'vitest';
import { CLOSE, fromBase64url, toBase64url, type DeviceList } from '@alcove/protocol';
import { createRoom, openHouse, Person, type House } from '../testing/house.ts';
import { newKeys, random } from '../testing/signer.ts';

/** The same account on a session that may only enrol, with a new device in its signer. */
async function newcomer(house: House, owner: Person): Promise<Person> {
  const started = await owner.logIn(owner.password, null);
  if (!started.ok) throw new Error(started.error.code);
  const person = new Person(house, owner.signer);
  person.take(started.value);
  return person;
}

const enrol = (person: Person, list: Uint8Array) =>
  person.call('enrol', { device: person.device.id, kind: 'bot', list: toBase64url(list) });

test('a new device enrols, works at once, and everybody who shares a room hears of it', async () => {
  const house = await openHouse();
  const [ana, ben, cleo] = [await house.person(), await house.person(), await house.person()];
  await createRoom(ana, ben);
  const [a, b, c] = [await ana.connect(), await ben.connect(), await cleo.connect()];
  const tablet = await newcomer(house, ana);
  const list = tablet.signer.list();
  expect(await enrol(tablet, list)).toMatchObject({ ok: true, value: { scope: 'device', account: ana.account } });
  expect(await b.wait('devices-changed')).toMatchObject({ account: ana.account, seq: 2 });
  expect(await a.wait('devices-changed')).toMatchObject({ account: ana.account, seq: 2 });
  await c.settle();
  expect(c.of('devices-changed')).toEqual([]);
  await tablet.connect();

  const person = await ben.call('person', { account: ana.account });
  expect(person.ok && person.value.lists).toHaveLength(2);
  expect(person.ok && fromBase64url(person.value.lists[1]!)).toEqual(list);
  const newer = await ben.call('person', { username: ana.signer.username, after: 1 });
  expect(newer.ok && newer.value.lists).toHaveLength(1);
  // A lost answer: the same request again.
  expect(await enrol(tablet, list)).toMatchObject({ ok: true, value: { session: tablet.session } });
});

test('lists that do not continue the chain are refused and change nothing', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const [known] = ana.signer.devices;
  const tablet = await newcomer(house, ana);
  const { signer } = tablet;
  const fresh = { device: tablet.device.id, deviceKey: tablet.device.keys.public, kind: 'bot' as const, addedSeq: 2 };
  const first = { device: known!.id, deviceKey: known!.keys.public, kind: 'bot' as const, addedSeq: 1 };
  const stranger = { ...fresh, device: (await house.person()).device.id };
  const tried = async (change: Partial<DeviceList>, aik = signer.aik): Promise<string> => {
    const next = signer.preview({ ...change, aik: aik.public }, aik);
    const answered = await enrol(tablet, next);
    return answered.ok ? 'accepted' : answered.error.code;
  };
  expect(await tried({ seq: 3 })).toBe('conflict');
  expect(await tried({ seq: 1, prev: null })).toBe('conflict');
  expect(await tried({ prev: random(32) })).toBe('conflict');
  expect(await tried({}, newKeys())).toBe('invalid-signature');
  expect(await tried({ devices: [first] })).toBe('malformed');
  expect(await tried({ devices: [fresh] })).toBe('malformed');
  expect(await tried({ devices: [first, fresh, stranger] })).toBe('malformed');
  expect(await tried({ devices: [{ ...first, deviceKey: random(32) }, fresh] })).toBe('malformed');
  expect(await tried({ devices: [first, { ...fresh, kind: 'browser' }] })).toBe('malformed');
  expect(await tried({ devices: [first, fresh], revoked: [{ device: fresh.device, seq: 2 }] })).toBe('malformed');
  const seen = await ana.call('person', { account: ana.account });
  expect(seen.ok && seen.value.lists).toHaveLength(1);
  expect(await enrol(tablet, signer.list())).toMatchObject({ ok: true });
});

test('a device revoked by the list loses its session, socket and key packages', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  await ana.uploadKeyPackages(2, true);
  const wire = await ana.connect();
  const tablet = await newcomer(house, ana);
  tablet.signer.devices = tablet.signer.devices.filter((d) => d.id !== ana.device.id);
  tablet.signer.revoked = [{ device: ana.device.id, seq: 2 }];
  expect(await enrol(tablet, tablet.signer.list())).toMatchObject({ ok: true });
  expect(await wire.closed).toBe(CLOSE.sessionEnded);
  expect(await ana.call('vault', {})).toMatchObject({ status: 401 });
  expect(await ana.logIn()).toMatchObject({ error: { code: 'invalid-signature' } });
  expect(await ben.call('claimKeyPackages', { account: ana.account })).toMatchObject({
    error: { code: 'no-key-package' },
  });
});
