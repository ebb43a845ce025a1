import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { CLOSE } from '@alcove/protocol';
import { appendMessage, createRoom, House, openHouse, temporaryFolder } from '../testing/house.ts';
import { explain } from './explain.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

interface Program {
  readonly process: ChildProcess;
  readonly output: () => string;
  readonly exited: Promise<number | null>;
}

function start(folder: string, environment: Record<string, string | undefined> = {}): Program {
  const child = spawn(process.execPath, [MAIN], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      ALCOVE_PORT: '0',
      ALCOVE_LOG_LEVEL: 'silent',
      ALCOVE_LIMITS: 'off',
      ...environment,
    },
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(() => void child.kill('SIGKILL'));
  return { process: child, output: () => text, exited };
}

async function ready(program: Program): Promise<string> {
  while (!program.output().includes('\n')) {
    const ended = await Promise.race([
      program.exited.then(() => true),
      once(program.process.stdout!, 'data').then(() => false),
    ]);
    if (ended) throw new Error(program.output());
  }
  return /http:\/\/\S+/.exec(program.output())?.[0] ?? '';
}

test('starts with a line saying where, and stops on SIGTERM with goodbyes and nothing lost', async () => {
  const folder = temporaryFolder();
  const program = start(folder);
  const url = await ready(program);
  expect(program.output()).toMatch(/^Alcove is ready: http:\/\/localhost:\d+\n$/);
  const reply = (await (await fetch(`${url}/api/v1/server`)).json()) as { serverId: string };
  const house = new House(
    { url, port: Number(new URL(url).port), serverId: reply.serverId, close: async () => undefined },
    folder,
  );
  const ana = await house.person();
  const wire = await ana.connect();
  const room = await createRoom(ana);
  const answers = Promise.allSettled(Array.from({ length: 100 }, () => appendMessage(wire, room.id, 0)));
  await wire.wait('ack');
  program.process.kill('SIGTERM');
  expect(await wire.closed).toBe(CLOSE.shuttingDown);
  expect(wire.of('bye')[0]?.error.code).toBe('shutting-down');
  expect(await program.exited).toBe(0);
  await answers;
  const acked = wire.of('ack').map((a) => a.seq);
  const db = new DatabaseSync(join(folder, 'data', 'alcove.db'), { readOnly: true });
  const stored = db
    .prepare('SELECT seq FROM entry')
    .all()
    .map((r) => Number(r['seq']));
  db.close();
  expect(stored).toEqual(expect.arrayContaining(acked));
});

test('a port in use and a folder in use are one line each', async () => {
  const folder = temporaryFolder();
  const program = start(folder);
  const { port } = new URL(await ready(program));
  const samePort = start(temporaryFolder(), { ALCOVE_PORT: port });
  expect(await samePort.exited).toBe(1);
  expect(samePort.output()).toBe(
    `alcove: port ${port} is in use (is Alcove running already?): stop it, or set ALCOVE_PORT\n`,
  );
  // The port that is wanted, wherever that was said.
  const byFile = temporaryFolder();
  writeFileSync(join(byFile, 'alcove.config.json'), JSON.stringify({ port: Number(port) }));
  const samePortByFile = start(byFile, { ALCOVE_PORT: undefined });
  expect(await samePortByFile.exited).toBe(1);
  expect(samePortByFile.output()).toBe(samePort.output());
  const sameFolder = start(folder);
  expect(await sameFolder.exited).toBe(1);
  expect(sameFolder.output()).toBe('alcove: another Alcove is running on this data folder\n');
});

test('a killed server leaves no lock behind', async () => {
  const folder = temporaryFolder();
  const first = start(folder);
  await ready(first);
  first.process.kill('SIGKILL');
  await first.exited;
  expect(await ready(start(folder))).toMatch(/^http:/);
});

test('a wrong setting is one line that names it, and exit code 2', async () => {
  const folder = temporaryFolder();
  const wrong = start(folder, { ALCOVE_PORT: 'many' });
  expect(await wrong.exited).toBe(2);
  expect(wrong.output()).toBe('alcove: ALCOVE_PORT: must be a whole number\n');
});

test('a database of a newer Alcove is refused and left alone', async () => {
  const house = await openHouse();
  await house.server.close();
  const db = new DatabaseSync(join(house.folder, 'alcove.db'));
  db.exec("INSERT INTO migration (version, name, applied_at) VALUES (999, 'future', 0)");
  db.close();
  await expect(openHouse({}, {}, house.folder)).rejects.toThrow(/newer Alcove \(schema 999/);
  const program = start(temporaryFolder(), { ALCOVE_DATA: house.folder });
  expect(await program.exited).toBe(1);
  expect(program.output()).toMatch(/^alcove: the database is of a newer Alcove .*\n$/);
});

test('a damaged database is one line, and left as it is', async () => {
  const house = await openHouse();
  await house.person();
  await house.server.close();
  const file = join(house.folder, 'alcove.db');
  const whole = readFileSync(file);
  // Its first page is another file's; then all but its first page.
  const damages = [Buffer.concat([randomBytes(4_096), whole.subarray(4_096)]), Buffer.from(whole).fill(0xa5, 4_096)];
  for (const damaged of damages) {
    writeFileSync(file, damaged);
    const program = start(temporaryFolder(), { ALCOVE_DATA: house.folder });
    expect(await program.exited).toBe(1);
    expect(program.output()).toMatch(/^alcove: the database in the data folder is damaged: .*\n$/);
    expect(readFileSync(file).equals(damaged)).toBe(true);
  }
});

test('a full disk is one line, for the database and for files beside it', async () => {
  const smallDisk = `import { DatabaseSync } from 'node:sqlite';
    const { exec } = DatabaseSync.prototype;
    DatabaseSync.prototype.exec = function (sql) {
      exec.call(this, sql);
      if (sql.includes('journal_mode=WAL')) exec.call(this, 'PRAGMA max_page_count=2');
    };`;
  const program = start(temporaryFolder(), {
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(smallDisk)}`,
  });
  expect(await program.exited).toBe(1);
  const line = 'the disk of the data folder is full: free some space and start again';
  expect(program.output()).toBe(`alcove: ${line}\n`);
  expect(explain(Object.assign(new Error('no room'), { code: 'ENOSPC', syscall: 'write' }), undefined)).toBe(line);
});

test('secrets that are missing or damaged beside accounts stop the start instead of locking everybody out', async () => {
  const house = await openHouse();
  await house.person();
  await house.server.close();
  const secrets = join(house.folder, 'secrets.json');
  writeFileSync(secrets, '{');
  await expect(openHouse({}, {}, house.folder)).rejects.toThrow('secrets.json is damaged');
  rmSync(secrets);
  await expect(openHouse({}, {}, house.folder)).rejects.toThrow('secrets.json is missing');
});

test('the server’s names stay over restarts', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const incarnation = (await (await ana.connect()).wait('ready')).incarnation;
  await house.server.close();
  const again = await openHouse({}, {}, house.folder);
  expect(again.server.serverId).toBe(house.server.serverId);
  Object.assign(ana, { house: again });
  expect((await (await ana.connect()).wait('ready')).incarnation).toBe(incarnation);
  expect(await ana.logIn()).toMatchObject({ ok: true });
});
