import { expect, test } from 'vitest';
import { toBase64url } from '@alcove/protocol';
import { openHouse, Person, type House } from '../testing/house.ts';
import { random } from '../testing/signer.ts';
import { MAILBOX_MS } from './mailboxes.ts';

async function newcomer(house: House, owner: Person): Promise<Person> {
  const started = await owner.logIn(owner.password, null);
  if (!started.ok) throw new Error(started.error.code);
  const person = new Person(house, owner.signer);
  person.take(started.value);
  return person;
}

const bytes = (n = 40): string => toBase64url(random(n));

async function asked(person: Person): Promise<string> {
  const answered = await person.call('askApproval', { commit: bytes(32) });
  if (!answered.ok) throw new Error(answered.error.code);
  return answered.value.approval;
}

const seen = async (person: Person) => {
  const answered = await person.call('approvals', {});
  return answered.ok ? answered.value.approvals : answered.error.code;
};

test('four messages cross, each once and in order, and every device of the account hears of each', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const [a, b] = [await ana.connect(), await ben.connect()];
  const tablet = await newcomer(house, ana);
  const approval = await asked(tablet);
  await a.wait('approvals-changed');
  expect(await seen(ana)).toMatchObject([{ approval, claimedBy: null, reveal: null }]);
  expect(await seen(ben)).toEqual([]);

  const [answer, reveal, grant] = [bytes(), bytes(), bytes()];
  const refused = { error: { code: 'conflict' } };
  expect(await tablet.call('revealApproval', { reveal })).toMatchObject(refused);
  expect(await ana.call('grantApproval', { approval, grant })).toMatchObject(refused);
  expect(await ben.call('claimApproval', { approval, answer })).toMatchObject({ error: { code: 'not-found' } });
  expect(await ana.call('claimApproval', { approval, answer })).toMatchObject({ ok: true });
  expect(await ana.call('claimApproval', { approval, answer: bytes() })).toMatchObject(refused);
  expect(await tablet.call('ownApproval', {})).toMatchObject({ value: { answer, grant: null, refused: false } });
  expect(await tablet.call('revealApproval', { reveal })).toMatchObject({ ok: true });
  expect(await tablet.call('revealApproval', { reveal: bytes() })).toMatchObject(refused);
  expect(await seen(ana)).toMatchObject([{ claimedBy: ana.device.id, reveal }]);
  expect(await ana.call('grantApproval', { approval, grant })).toMatchObject({ ok: true });
  expect(await tablet.call('ownApproval', {})).toMatchObject({ value: { grant } });
  expect(await seen(ana)).toEqual([]);
  await b.settle();
  expect(b.of('approvals-changed')).toEqual([]);
});

test('refused, replaced, expired or logged out, a mailbox is gone', async () => {
  let now = Date.now();
  const house = await openHouse({}, { now: () => now });
  const ana = await house.person();
  const tablet = await newcomer(house, ana);
  const first = await asked(tablet);
  expect(await ana.call('refuseApproval', { approval: first })).toMatchObject({ ok: true });
  expect(await seen(ana)).toEqual([]);
  expect(await tablet.call('ownApproval', {})).toMatchObject({ value: { refused: true } });
  const second = await asked(tablet);
  const third = await asked(tablet);
  expect(await seen(ana)).toMatchObject([{ approval: third }]);
  expect(await ana.call('claimApproval', { approval: second, answer: bytes() })).toMatchObject({
    error: { code: 'not-found' },
  });
  now += MAILBOX_MS + 1;
  for (const each of [ana, tablet]) await each.token();
  expect(await seen(ana)).toEqual([]);
  expect(await tablet.call('ownApproval', {})).toMatchObject({ error: { code: 'not-found' } });
  await asked(tablet);
  expect(await ana.call('endUnenrolled', {})).toMatchObject({ ok: true });
  expect(await seen(ana)).toEqual([]);
});

test('a session that has a device asks for nothing, and one without may not answer', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const tablet = await newcomer(house, ana);
  const approval = await asked(tablet);
  expect(await ana.call('askApproval', { commit: bytes(32) })).toMatchObject({ error: { code: 'conflict' } });
  expect(await tablet.call('approvals', {})).toMatchObject({ error: { code: 'forbidden' } });
  expect(await tablet.call('claimApproval', { approval, answer: bytes() })).toMatchObject({
    error: { code: 'forbidden' },
  });
  expect(await tablet.call('unlockShare', {})).toMatchObject({ error: { code: 'forbidden' } });
});
