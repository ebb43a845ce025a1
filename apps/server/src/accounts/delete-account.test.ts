import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CLOSE, fromBase64url, toBase64url, type AccountId } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { createRoom, openHouse, type House, type Person } from '../testing/house.ts';
import { random } from '../testing/signer.ts';

/** The account's next list, in which every device is revoked. */
function lastList({ signer }: Person): string {
  signer.revoked = [...signer.revoked, ...signer.devices.map(({ id }) => ({ device: id, seq: signer.seq + 1 }))];
  signer.devices = [];
  return toBase64url(signer.list());
}

/** Every table whose rows name an account. */
function tablesOfAccounts(db: DatabaseSync): string[] {
  return db
    .prepare(
      "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'account' WHERE m.type = 'table'",
    )
    .all()
    .map(({ name }) => String(name));
}

function inDatabase<T>(house: House, look: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(join(house.folder, 'alcove.db'));
  try {
    return look(db);
  } finally {
    db.close();
  }
}

const holding = (house: House, account: AccountId): string[] =>
  inDatabase(house, (db) =>
    tablesOfAccounts(db).filter(
      (name) => db.prepare(`SELECT 1 FROM ${name} WHERE account = ? LIMIT 1`).get(account) !== undefined,
    ),
  );

test('a deleted account leaves its device lists and its place in rooms, and nothing else', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person('ana'), await house.person('ben')];
  await createRoom(ana, ben);
  await ana.uploadKeyPackages(2, true);
  expect(
    await ana.call('putRecord', { name: toBase64url(random(16)), version: 1, sealed: toBase64url(random(64)) }),
  ).toMatchObject({ ok: true });
  const [hers, his] = [await ana.connect(), await ben.connect()];
  expect(holding(house, ana.account)).toEqual(expect.arrayContaining(['vault', 'record', 'session', 'security_event']));
  const deleted = await ana.call('deleteAccount', { password: await ana.passwordAgain(), list: lastList(ana) });
  expect(deleted).toMatchObject({ ok: true });
  expect(await hers.closed).toBe(CLOSE.sessionEnded);
  const { seq } = await his.wait('devices-changed', ({ account }) => account === ana.account);
  expect(holding(house, ana.account).toSorted()).toEqual(['device', 'device_list', 'member']);

  const seen = await ben.call('person', { account: ana.account, after: seq - 1 });
  expect(seen).toMatchObject({ value: { username: 'ana' } });
  expect(seen.ok && seen.value.lists.length).toBe(1);
  expect(await ana.call('ticket', { chain: null })).toMatchObject({ status: 401 });
  expect(await ana.logIn()).toMatchObject({ error: { code: 'login-failed' } });
  // Whoever knew Ana must not meet somebody else under her name.
  await expect(house.person('ana')).rejects.toThrow('username-taken');
});

test('a table that names accounts was thought of: erased with them, or kept for others', async () => {
  const house = await openHouse();
  const erased = 'vault record archive_root archive_room archive_segment mail_token passkey password_request mark';
  const known = `${erased} security_event session email second_factor backup_code device device_list member`.split(' ');
  expect(inDatabase(house, tablesOfAccounts).toSorted()).toEqual(known.toSorted());
});

/** Every file of the data folder, once the server has stopped, holds none of them, in no writing. */
async function leftOf(house: House, bytes: Readonly<Record<string, Uint8Array>>): Promise<string[]> {
  await house.server.close();
  const files = readdirSync(house.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const all = Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))));
  return Object.entries(bytes).flatMap(([name, each]) =>
    all.includes(each) || all.includes(toBase64url(Uint8Array.from(each))) ? [name] : [],
  );
}

test('the bytes of what was erased, replaced or handed out are in no file of the server afterwards', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person('ana'), await house.person('ben')];
  const [old, kept, package_, his] = [random(400), random(400), random(400), random(400)];
  const record = (by: Person, name: string, version: number, sealed: Uint8Array<ArrayBuffer>) =>
    by.call('putRecord', { name, version, sealed: toBase64url(sealed) });
  const name = toBase64url(random(16));
  expect(await record(ana, name, 1, old)).toMatchObject({ ok: true });
  expect(await record(ana, name, 2, kept)).toMatchObject({ ok: true });
  expect(await record(ben, name, 1, his)).toMatchObject({ ok: true });
  const notAfter = Math.floor(Date.now() / 1000) + 86_400;
  const one = { ref: toBase64url(random(16)), body: toBase64url(package_), lastResort: false, notAfter };
  expect(await ana.call('uploadKeyPackages', { packages: [one] })).toMatchObject({ ok: true });
  expect(await ben.call('claimKeyPackages', { account: ana.account })).toMatchObject({ ok: true });
  expect(await ana.call('deleteAccount', { password: await ana.passwordAgain(), list: lastList(ana) })).toMatchObject({
    ok: true,
  });
  const ended = { session: new TextEncoder().encode(ana.session ?? '') };
  expect(await leftOf(house, { old, kept, package_, his, ...ended })).toEqual(['his']);
});

test('it takes the password, and a list of the identity key in which no device is left', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const refused = async (list: string, by: Person = ana): Promise<string> => {
    const answer = await ana.call('deleteAccount', { password: await by.passwordAgain(), list });
    return answer.ok ? 'deleted' : answer.error.code;
  };
  expect(await refused(toBase64url(ana.signer.preview()), ben)).toBe('login-failed');
  expect(await refused(toBase64url(ana.signer.preview()))).toBe('malformed');
  const forged = fromBase64url(toBase64url(ana.signer.preview()));
  forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
  expect(await refused(toBase64url(forged))).toBe('invalid-signature');
  expect(await ana.call('ticket', { chain: ana.chain })).toMatchObject({ ok: true });
  expect(await refused(lastList(ana))).toBe('deleted');
});
