import { expect, test } from 'vitest';
import { Username } from '@alcove/protocol';
import { appendCommit, appendMessage, appendPolicy, createRoom, openHouse } from '../testing/house.ts';
import { newFrameId } from '../testing/signer.ts';
import { createLog, describeError, sizeClass } from './log.ts';

function lines(): { text: () => string; write: (line: string) => void } {
  let text = '';
  return { text: () => text, write: (line) => (text += line) };
}

test('nothing of what people send, nor who they are, reaches the log', async () => {
  const out = lines();
  const house = await openHouse({ logLevel: 'trace' }, { logTo: out, maxDatabasePages: 400 });
  const ana = await house.person('canary-ana');
  const ben = await house.person('canary-ben');
  const canary = Buffer.from('CANARY-IN-THE-COAL-MINE');
  const wire = await ana.connect();
  const room = await createRoom(ana);
  await appendMessage(wire, room.id, 0, new Uint8Array(canary));
  await appendPolicy(wire, room.id, new Uint8Array(canary));
  await appendCommit(wire, room.id, 0, {
    policy: room.change(ana, { add: [ben.signer.person] }),
    policyId: newFrameId(),
  });
  wire.send({ t: 'whisper', room: room.id, body: new Uint8Array(canary) });
  await ana.call('person', { username: Username.parse('canary-nobody') });
  await ana.logIn('CANARY-PASSWORD');
  await fetch(`${house.origin}/CANARY-PATH/${room.id}?CANARY=QUERY`, {
    headers: { 'user-agent': 'CANARY-AGENT', cookie: 'CANARY=COOKIE' },
  });
  await fetch(`${house.origin}/api/v1/login`, {
    method: 'POST',
    headers: { origin: house.origin, 'content-type': 'application/json' },
    body: '{"CANARY',
  });
  for (let i = 0; i < 100; i++) if ((await appendMessage(wire, room.id, 1, new Uint8Array(60_000))).t === 'nack') break;
  await house.server.close();
  const text = out.text();
  expect(text).toContain('storage full');
  expect(text).toContain('"route":"/api/v1/accounts"');
  expect(text).not.toMatch(/canary/i);
  const secrets = [
    ana.account,
    ana.device.id,
    room.id,
    ana.session!,
    ana.cookie,
    await Promise.resolve(ana.signer.username),
    '127.0.0.1',
  ];
  for (const secret of secrets) expect(text).not.toContain(secret);
});

test('a field that is not allowed, or not of its shape, is left out', () => {
  const out = lines();
  const log = createLog('debug', out);
  const sly = {
    route: '/r/secret-room',
    code: 'x'.repeat(200),
    status: 'not a number',
    method: 'GET',
    password: 'hunter2',
    ms: 3,
  };
  log.error('request', sly);
  const line = JSON.parse(out.text()) as Record<string, unknown>;
  expect(Object.keys(line).toSorted()).toEqual(['event', 'level', 'method', 'ms', 'time']);
});

test('of an exception only its kind and place are said', () => {
  const error = Object.assign(new Error('UNIQUE constraint failed: secret'), { errcode: 2067 });
  expect(describeError(error)).toMatchObject({ errorName: 'Error', errorCode: 'sqlite-2067' });
  expect(JSON.stringify(describeError(error))).not.toContain('secret');
  expect(describeError('text')).toEqual({ errorName: 'NotAnError' });
});

test('sizes are told as classes', () => {
  expect([0, 256, 257, 5_000].map(sizeClass)).toEqual([256, 256, 512, 8_192]);
});
