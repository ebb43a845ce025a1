import { AccountId, DeviceId, toBase64url, type Bytes } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { randomBytes } from '../primitives.ts';
import { answerTo, askIn, grantTo, openGrant, readReveal, readScan, revealTo, type Granted } from './approval.ts';

const account = AccountId.parse(toBase64url(randomBytes(16)));
const newcomer = {
  server: 'a server',
  account,
  device: DeviceId.parse(toBase64url(randomBytes(16))),
  kind: 'browser' as const,
  name: 'Firefox on the desk',
};
const own = { server: 'a server', account };
const granted: Granted = {
  v: 1,
  vaultKey: randomBytes(32),
  cert: randomBytes(200),
  listSeq: 2,
  listHash: randomBytes(32),
};

async function meet(scanned: boolean) {
  const asking = await askIn(newcomer);
  const scan = readScan(asking.scan);
  const answering = await answerTo(own, asking.commit, scanned ? (scan?.secret ?? null) : null);
  const made = await revealTo(asking, answering.answer);
  if (made === null) throw new Error('no reveal');
  const met = await readReveal(answering, made.reveal);
  if (met === null) throw new Error('not met');
  return { asking, answering, made, met };
}

test.each([false, true])(
  'both sides meet, show the same code and hand over what is granted (scanned: %s)',
  async (scanned) => {
    const { asking, answering, made, met } = await meet(scanned);
    expect(met.newcomer).toEqual(newcomer);
    expect(met.deviceKey).toEqual(asking.key.public);
    expect(made.code).toMatch(/^\d{8}$/);
    expect(met.code).toBe(made.code);
    const grant = await grantTo(answering, met, granted);
    expect(await openGrant(asking, answering.answer, made, grant)).toEqual({ granted, scanned });
  },
);

test('the square holds the commitment and a secret; nothing else is one', async () => {
  const asking = await askIn(newcomer);
  expect(readScan(asking.scan)).toEqual({ commit: asking.commit, secret: asking.scanSecret });
  for (const text of ['', 'https://example.org', asking.scan.slice(0, -2), `${asking.scan}AA`, 'alcove:1:!'])
    expect(readScan(text)).toBeNull();
});

test('D01 keys that were not committed to are not met', async () => {
  const asking = await askIn(newcomer);
  const other = await askIn(newcomer);
  const answering = await answerTo(own, asking.commit, null);
  const swapped = await revealTo({ ...other, commit: asking.commit }, answering.answer);
  expect(await readReveal(answering, swapped?.reveal ?? new Uint8Array())).toBeNull();
  const renamed = await revealTo({ ...asking, newcomer: { ...newcomer, name: 'Your laptop' } }, answering.answer);
  expect(await readReveal(answering, renamed?.reveal ?? new Uint8Array())).toBeNull();
  const elsewhere = await answerTo(
    { ...own, account: AccountId.parse(toBase64url(randomBytes(16))) },
    asking.commit,
    null,
  );
  const there = await revealTo(asking, elsewhere.answer);
  expect(await readReveal(elsewhere, there?.reveal ?? new Uint8Array())).toBeNull();
});

test('[D03] whoever reads the mailbox and lacks a secret of either side grants nothing', async () => {
  const { asking, answering, made, met } = await meet(false);
  // The newcomer's secret went sealed to who answered; everything else of a grant can be made from what the server carries.
  const without = await grantTo(answering, { ...met, share: randomBytes(32) }, granted);
  expect(await openGrant(asking, answering.answer, made, without)).toBeNull();
  const scanned = await meet(true);
  const guess = await grantTo({ ...scanned.answering, scanSecret: randomBytes(32) }, scanned.met, granted);
  expect(await openGrant(scanned.asking, scanned.answering.answer, scanned.made, guess)).toBeNull();
});

test('[D06] a grant fits the conversation it was made in, word for word', async () => {
  const { asking, answering, made, met } = await meet(false);
  const grant = await grantTo(answering, met, granted);
  const other = await answerTo(own, asking.commit, null);
  expect(await openGrant(asking, other.answer, made, grant)).toBeNull();
  expect(await openGrant({ ...asking, commit: randomBytes(32) }, answering.answer, made, grant)).toBeNull();
  expect(await openGrant(asking, answering.answer, { ...made, reveal: randomBytes(80) }, grant)).toBeNull();
});

test('D06 nothing of an earlier attempt fits a later one', async () => {
  const first = await meet(false);
  const grant = await grantTo(first.answering, first.met, granted);
  const again = await answerTo(own, first.asking.commit, null);
  expect(await readReveal(again, first.made.reveal)).toBeNull();
  const second = await meet(false);
  expect(await openGrant(second.asking, second.answering.answer, second.made, grant)).toBeNull();
  const retold = await revealTo(first.asking, again.answer);
  expect(retold && (await openGrant(first.asking, again.answer, retold, grant))).toBeNull();
});

test('D02 whoever sits between shows two different codes, and has no scanned secret to grant with', async () => {
  const asking = await askIn(newcomer);
  const middle = await askIn(newcomer);
  // Towards the device that is in, the one between is the newcomer; towards the newcomer, it answers itself.
  const answering = await answerTo(own, middle.commit, null);
  const toMiddle = await revealTo(middle, answering.answer);
  const met = toMiddle && (await readReveal(answering, toMiddle.reveal));
  const between = await answerTo(own, asking.commit, null);
  const made = await revealTo(asking, between.answer);
  if (met === null || made === null) throw new Error('not met');
  expect(met.code).not.toBe(made.code);
  const metByMiddle = await readReveal(between, made.reveal);
  if (metByMiddle === null) throw new Error('not met');
  const guess = { ...between, scanSecret: randomBytes(32) };
  expect(await openGrant(asking, between.answer, made, await grantTo(guess, metByMiddle, granted))).toBeNull();
});

test('garbage instead of a message is no message', async () => {
  const { asking, answering, made } = await meet(false);
  const garbage: Bytes[] = [new Uint8Array(), randomBytes(10), randomBytes(3_000), answering.answer];
  for (const bytes of garbage) {
    expect(await openGrant(asking, answering.answer, made, bytes)).toBeNull();
    expect(await readReveal(answering, bytes)).toBeNull();
    if (bytes !== answering.answer) expect(await revealTo(asking, bytes)).toBeNull();
  }
});
