import fc from 'fast-check';
import { connect as connectTcp } from 'node:net';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { expect, test } from 'vitest';
import { CLOSE, encodeCbor, encodeFrame, ErrorBody, GATEWAY, type ClientFrame } from '@alcove/protocol';
import { appendMessage, appendPolicy, codeOf, createRoom, openHouse, type House } from '../testing/house.ts';
import { newFrameId, random } from '../testing/signer.ts';
import { Wire } from '../testing/wire.ts';

test('whispers go to the other connections of members and nowhere else', async () => {
  const house = await openHouse();
  const [ana, ben, cleo] = [await house.person(), await house.person(), await house.person()];
  const room = await createRoom(ana, ben);
  const [a, b, c] = [await ana.connect(), await ben.connect(), await cleo.connect()];
  const body = random(30);
  c.send({ t: 'whisper', room: room.id, body: random(9) }, { t: 'mark', room: room.id, body: random(9) });
  a.send({ t: 'whisper', room: room.id, body });
  expect(await b.wait('whispered')).toEqual({
    t: 'whispered',
    room: room.id,
    account: ana.account,
    device: ana.device.id,
    body,
  });
  await Promise.all([a.settle(), c.settle()]);
  expect([...a.of('whispered'), ...c.of('whispered'), ...b.of('marked')]).toEqual([]);
  expect(b.of('whispered')).toHaveLength(1);
});

test('a mark is relayed, kept, and overwritten by the device’s next', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const room = await createRoom(ana, ben);
  const [a, b] = [await ana.connect(), await ben.connect()];
  a.send({ t: 'mark', room: room.id, body: random(5) });
  await b.wait('marked');
  const body = random(6);
  a.send({ t: 'mark', room: room.id, body });
  await b.wait('marked', (f) => f.body.length === 6);
  b.send({ t: 'fetch-marks', n: 1, room: room.id });
  expect((await b.wait('marks')).marks).toEqual([{ account: ana.account, device: ana.device.id, body }]);
});

test('the marks of somebody who left are gone', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const room = await createRoom(ana);
  const [a, b] = [await ana.connect(), await ben.connect()];
  await appendPolicy(a, room.id, room.change(ana, { add: [ben.signer.person] }));
  b.send({ t: 'mark', room: room.id, body: random(5) });
  await a.wait('marked');
  await appendPolicy(a, room.id, room.change(ana, { remove: [ben.account] }));
  b.send({ t: 'mark', room: room.id, body: random(6) });
  await b.settle();
  a.send({ t: 'fetch-marks', n: 1, room: room.id });
  expect((await a.wait('marks')).marks).toEqual([]);
});

test('the same device connecting again replaces the older connection', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const first = await ana.connect();
  const second = await ana.connect();
  expect(await first.closed).toBe(CLOSE.replaced);
  const room = await createRoom(ana);
  await appendMessage(second, room.id, 0);
  await second.wait('entry', (e) => e.seq === 2);
});

test('another origin’s page gets no socket, another path neither', async () => {
  const house = await openHouse();
  const refused = async (path: string, headers: Record<string, string>) => {
    const socket = new WebSocket(`${house.origin.replace('http', 'ws')}${path}`, { headers });
    socket.on('error', () => undefined);
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, import('node:http').IncomingMessage];
    const chunks = await response.toArray();
    return [response.statusCode, ErrorBody.parse(JSON.parse(Buffer.concat(chunks as Buffer[]).toString())).code];
  };
  expect(await refused(GATEWAY, { origin: 'https://evil.example' })).toEqual([403, 'forbidden']);
  expect(await refused(GATEWAY, { origin: 'null' })).toEqual([403, 'forbidden']);
  expect(await refused(`${GATEWAY}?ticket=x`, {})).toEqual([404, 'not-found']);
  expect(await refused('/', {})).toEqual([404, 'not-found']);
});

test('hello comes first, in this protocol’s version', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const attempt = async (...frames: ClientFrame[]) => {
    const wire = await Wire.open(house.origin);
    wire.send(...frames);
    return [await wire.closed, wire.of('bye')[0]?.error.code];
  };
  expect(await attempt({ t: 'ping' })).toEqual([CLOSE.malformed, 'malformed']);
  expect(await attempt({ t: 'hello', v: 2, ticket: await ana.ticket() })).toEqual([
    CLOSE.unsupportedVersion,
    'unsupported-version',
  ]);
  expect(await attempt({ t: 'hello', v: 1, ticket: 'x'.repeat(22) })).toEqual([CLOSE.helloTimeout, 'login-expired']);
  const wire = await ana.connect();
  wire.send({ t: 'hello', v: 1, ticket: 'x'.repeat(22) });
  expect(await wire.closed).toBe(CLOSE.malformed);
});

test('who does not say hello is let go after five seconds', async () => {
  const house = await openHouse();
  const wire = await Wire.open(house.origin);
  const at = performance.now();
  expect(await wire.closed).toBe(CLOSE.helloTimeout);
  expect(performance.now() - at).toBeLessThan(7_000);
});

test('a message over the limit, a text, or half a frame ends the connection and nothing else', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const room = await createRoom(ana);
  const big = await ana.connect();
  big.socket.send(Buffer.alloc(1_048_577));
  expect(await big.closed).toBe(1009);
  const text = await ana.connect();
  text.socket.send('hello');
  expect(await text.closed).toBe(CLOSE.malformed);
  const half = await ana.connect();
  half.socket.send(
    encodeFrame({
      t: 'append',
      kind: 'application',
      room: room.id,
      id: newFrameId(),
      epoch: 0,
      body: random(50),
    }).slice(0, -3),
  );
  expect(await half.closed).toBe(CLOSE.malformed);
  const long = await ana.connect();
  long.socket.send(
    encodeCbor({ t: 'append', kind: 'application', room: room.id, id: newFrameId(), epoch: 0, body: random(65_537) }),
  );
  expect(await long.closed).toBe(CLOSE.malformed);
  const fine = await ana.connect();
  expect(await appendMessage(fine, room.id, 0)).toMatchObject({ seq: 2 });
});

test('whatever is sent, the server answers with a frame of the protocol or goodbye', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const room = await createRoom(ana);
  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 40 }),
    fc.constant(room.id),
  );
  const kinds = [
    'hello',
    'append',
    'fetch',
    'fetch-policy',
    'fetch-group-info',
    'fetch-marks',
    'welcome-taken',
    'whisper',
    'mark',
    'ping',
  ];
  const frame = fc.record(
    {
      t: fc.oneof(fc.constantFrom(...kinds), fc.string()),
      kind: fc.oneof(fc.constantFrom('application', 'policy', 'commit'), value),
      room: fc.oneof(fc.constant(room.id), value),
      id: fc.oneof(fc.constant(newFrameId()), value),
      n: fc.oneof(fc.nat(), value),
      epoch: fc.oneof(fc.nat(3), value),
      after: fc.oneof(fc.nat(10), value),
      limit: fc.oneof(fc.nat(300), value),
      body: fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 60 }), value),
    },
    { requiredKeys: ['t'] },
  );
  const message = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(frame, { maxLength: 3 }).map((f) => Buffer.concat(f.map((x) => encodeCbor(x)))),
  );
  await fc.assert(
    fc.asyncProperty(message, async (bytes) => {
      const wire = await ana.connect();
      wire.socket.send(bytes);
      wire.send({ t: 'ping' });
      // Wire decodes every frame by the protocol's schema: what is none would throw.
      await Promise.any([wire.wait('pong'), wire.wait('bye')]);
      for (const f of wire.frames) {
        if ('error' in f) expect(f.error.code).not.toBe('internal');
      }
      wire.close();
    }),
    { numRuns: 150 },
  );
  expect(await appendMessage(await ana.connect(), room.id, 0)).toMatchObject({ t: 'ack' });
});

/** A socket that upgrades and says hello by hand, and then does what the test wants. */
async function rawSocket(house: House, ticket: string) {
  const socket = connectTcp(house.server.port, '127.0.0.1');
  const key = Buffer.from(random(16)).toString('base64');
  socket.write(
    `GET ${GATEWAY} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  );
  await once(socket, 'data');
  const hello = Buffer.from(encodeFrame({ t: 'hello', v: 1, ticket }));
  socket.write(Buffer.concat([Buffer.from([0x82, 0x80 | hello.length, 0, 0, 0, 0]), hello]));
  await once(socket, 'data');
  socket.on('error', () => undefined);
  return socket;
}

test('a peer that answers no heartbeat is cut off', async () => {
  const house = await openHouse({ heartbeatMs: 100 });
  const [ana, ben] = [await house.person(), await house.person()];
  const silent = await rawSocket(house, await ana.ticket());
  // It may be over before anybody else has come.
  const over = once(silent, 'close');
  silent.resume();
  const alive = await ben.connect();
  await over;
  await alive.settle();
  expect(alive.socket.readyState).toBe(WebSocket.OPEN);
});

test('a reader that falls behind holds nobody up and is cut off, holding little', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const room = await createRoom(ana, ben);
  const a = await ana.connect();
  const slow = await rawSocket(house, await ben.ticket());
  slow.pause();
  for (let i = 0; i < 10; i++) {
    const bodies = Array.from({ length: 20 }, () => random(60_000));
    const acks = await Promise.all(bodies.map((body) => appendMessage(a, room.id, 0, body)));
    expect(acks.map(codeOf)).toEqual(Array(20).fill('ack'));
    a.frames.length = 0;
  }
  // 12 MB went by; what the slow reader still gets is what was under way.
  slow.resume();
  let received = 0;
  slow.on('data', (chunk: Buffer) => (received += chunk.length));
  await once(slow, 'close');
  expect(received).toBeLessThan(9_000_000);
});

test('typing freely is not limited, flooding is, and the nack says when to come back', async () => {
  const house = await openHouse({
    limits: { preset: 'personal', overrides: { 'room.create': { limit: 1000, windowSeconds: 60 } } },
  });
  const ana = await house.person();
  const room = await createRoom(ana);
  const wire = await ana.connect();
  const codes: string[] = [];
  for (let i = 0; i < 70; i++) codes.push(codeOf(await appendMessage(wire, room.id, 0)));
  expect(codes.slice(0, 60)).toEqual(Array(60).fill('ack'));
  expect(codes).toContain('rate-limited');
  const nack = wire.of('nack')[0];
  expect(nack?.error.retryAfter).toBeGreaterThan(0);
});

test('a flood of whispers is dropped without a word', async () => {
  const house = await openHouse({
    limits: { preset: 'off', overrides: { ephemeral: { limit: 5, windowSeconds: 1, burst: 10 } } },
  });
  const [ana, ben] = [await house.person(), await house.person()];
  const room = await createRoom(ana, ben);
  const [a, b] = [await ana.connect(), await ben.connect()];
  a.send(...Array.from({ length: 100 }, (): ClientFrame => ({ t: 'whisper', room: room.id, body: random(9) })));
  await a.settle();
  await b.settle();
  expect(b.of('whispered').length).toBeGreaterThanOrEqual(10);
  expect(b.of('whispered').length).toBeLessThan(20);
});
