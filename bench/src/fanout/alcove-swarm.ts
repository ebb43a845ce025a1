/**
 * Accounts in one Alcove group, one connection each. The room's policy is real and signed; the sealed bodies are noise, which the
 * server cannot tell from MLS messages. Epoch 0 throughout: commits are another measurement.
 */
import { once } from 'node:events';
import { randomBytes, sha256, signPolicy } from '@alcove/crypto';
import {
  decodeServerFrames,
  encodeFrame,
  GATEWAY,
  policyFrameHash,
  PROTOCOL_VERSION,
  roomIdOf,
  toBase64url,
  type PolicyGenesis,
  type RoomId,
  type ServerFrame,
} from '@alcove/protocol';
import { WebSocket } from 'ws';
import { nextFrameId } from './frame-id.ts';
import { registrar, type HeadlessAccount } from './headless-account.ts';
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
  const { ticket } = await account.call('ticket', {});
  const socket = new WebSocket(`${origin.replace('http', 'ws')}${GATEWAY}`, {
    perMessageDeflate: false,
    headers: { origin },
  });
  await once(socket, 'open');
  const ready = frame(socket, 'ready');
  socket.send(encodeFrame({ t: 'hello', v: PROTOCOL_VERSION, ticket }));
  await ready;
  return socket;
}

/** Resolves with the first frame of that kind; rejects when the server says it will not. */
async function frame<T extends ServerFrame['t']>(socket: WebSocket, kind: T): Promise<void> {
  for (;;) {
    const [data] = (await once(socket, 'message')) as [Buffer];
    for (const got of decodeServerFrames(data)) {
      if (got.t === kind) return;
      if (got.t === 'nack' || got.t === 'refused' || got.t === 'bye')
        throw new Error(`${got.t}: ${got.error.code} ${got.error.message}`);
    }
  }
}

async function makeRoom(owner: HeadlessAccount): Promise<{ room: RoomId; genesisHash: Uint8Array<ArrayBuffer> }> {
  const genesis: PolicyGenesis = {
    v: 1,
    type: 'genesis',
    kind: 'group',
    creator: { account: owner.identity.account, aik: owner.aik.public },
    peer: null,
    suite: 'MLS_256_XWING_AES256GCM_SHA512_Ed25519',
    nonce: randomBytes(32),
  };
  const signed = signPolicy(owner.identity, genesis);
  await owner.call('createRoom', { genesis: toBase64url(signed), id: nextFrameId() });
  return { room: roomIdOf(sha256, genesis), genesisHash: policyFrameHash(sha256, signed) };
}

async function addEverybody(
  socket: WebSocket,
  owner: HeadlessAccount,
  others: readonly HeadlessAccount[],
  made: { room: RoomId; genesisHash: Uint8Array<ArrayBuffer> },
): Promise<void> {
  const body = signPolicy(owner.identity, {
    v: 1,
    type: 'change',
    room: made.room,
    version: 1,
    prev: made.genesisHash,
    add: others.map(({ identity, aik }) => ({ account: identity.account, aik: aik.public })),
    remove: [],
    owner: null,
  });
  const acked = frame(socket, 'ack');
  socket.send(encodeFrame({ t: 'append', kind: 'policy', room: made.room, id: nextFrameId(), body }));
  await acked;
}

export const openAlcoveSwarm: OpenSwarm = async (origin, size, onMessage) => {
  const accounts = await signUpMany(origin, size);
  const [owner, ...others] = accounts;
  if (owner === undefined) throw new Error('a swarm of none');
  const made = await makeRoom(owner);
  const first = await connect(origin, owner);
  await addEverybody(first, owner, others, made);
  const sockets = [first];
  for (const account of others) sockets.push(await connect(origin, account));
  for (const socket of sockets) socket.on('message', (data) => onMessage(data as Buffer));
  return {
    size,
    send(sender, body) {
      const { room } = made;
      const message = encodeFrame({ t: 'append', kind: 'application', room, id: nextFrameId(), epoch: 0, body });
      sockets[sender % size]?.send(message);
    },
    close() {
      for (const socket of sockets) socket.terminate();
    },
  };
};
