/**
 * Accounts in one Alcove group, one connection each. Epoch 0 throughout: commits are another measurement. The bodies are noise, which the
 * server cannot tell from MLS messages.
 */
import { once } from 'node:events';
import { randomBytes } from '@alcove/crypto';
import {
  decodeServerFrames,
  encodeFrame,
  GATEWAY,
  PROTOCOL_VERSION,
  toBase64url,
  type ClientFrame,
  type ServerFrame,
} from '@alcove/protocol';
import { additionOf, makeRoom, nextFrameId, registrar, type HeadlessAccount } from '@alcove/testkit/headless';
import { WebSocket } from 'ws';
import type { OpenSwarm } from './swarm.ts';

/** At a time: enough to keep the server busy, not enough to time out. */
const TOGETHER = 8;

async function signUpMany(origin: string, count: number): Promise<HeadlessAccount[]> {
  const registry = await registrar(origin);
  const run = toBase64url(randomBytes(4))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, 'x');
  const accounts: HeadlessAccount[] = [await registry.signUp(`bench-${run}-0`)];
  for (let at = 1; at < count; at += TOGETHER) {
    const numbers = Array.from({ length: Math.min(TOGETHER, count - at) }, (_, i) => at + i);
    accounts.push(...(await Promise.all(numbers.map((n) => registry.signUp(`bench-${run}-${String(n)}`)))));
  }
  return accounts;
}

async function connect(origin: string, account: HeadlessAccount): Promise<WebSocket> {
  const ticket = await account.ticket();
  const url = new URL(GATEWAY, origin.replace('http', 'ws'));
  const socket = new WebSocket(url, { perMessageDeflate: false, origin });
  await once(socket, 'open');
  await ask(socket, { t: 'hello', v: PROTOCOL_VERSION, ticket }, 'ready');
  return socket;
}

/** Sends, and resolves with the answer of that kind; rejects when the server says it will not. */
async function ask(socket: WebSocket, frame: ClientFrame, kind: ServerFrame['t']): Promise<void> {
  socket.send(encodeFrame(frame));
  for (;;) {
    const [data] = (await once(socket, 'message')) as [Buffer];
    for (const got of decodeServerFrames(data)) {
      if (got.t === kind) return;
      if (got.t === 'nack' || got.t === 'bye') throw new Error(`${got.t}: ${got.error.code} ${got.error.message}`);
    }
  }
}

export const openAlcoveSwarm: OpenSwarm = async (origin, size, onMessage) => {
  const accounts = await signUpMany(origin, size);
  const [owner, ...others] = accounts;
  if (owner === undefined) throw new Error('a swarm of none');
  const made = await makeRoom(owner);
  const { room } = made;
  const first = await connect(origin, owner);
  const body = additionOf(owner, others, made);
  await ask(first, { t: 'append', kind: 'policy', room, id: nextFrameId(), body }, 'ack');
  const sockets = [first];
  for (const account of others) sockets.push(await connect(origin, account));
  for (const socket of sockets) socket.on('message', (data) => onMessage(data as Buffer));
  return {
    size,
    send(sender, sealed) {
      const id = nextFrameId();
      sockets[sender % size]?.send(encodeFrame({ t: 'append', kind: 'application', room, id, epoch: 0, body: sealed }));
    },
    close() {
      for (const socket of sockets) socket.terminate();
    },
  };
};
