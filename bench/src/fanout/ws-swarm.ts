/** Plain WebSockets: the body is the message. For the bare relay and for the floor. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { OpenSwarm } from './swarm.ts';

export const openWsSwarm: OpenSwarm = async (origin, size, onMessage) => {
  const url = origin.replace('http', 'ws');
  const sockets = Array.from({ length: size }, () => new WebSocket(url, { perMessageDeflate: false }));
  await Promise.all(sockets.map((socket) => once(socket, 'open')));
  for (const socket of sockets) socket.on('message', (data) => onMessage(data as Buffer));
  return {
    size,
    send: (sender, body) => sockets[sender % size]?.send(body),
    close: () => {
      for (const socket of sockets) socket.terminate();
    },
  };
};
