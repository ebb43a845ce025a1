/** Socket.IO's own client over WebSocket only, no polling first: its best case. */
import { io } from 'socket.io-client';
import type { OpenSwarm } from './swarm.ts';

export const openSocketIoSwarm: OpenSwarm = async (origin, size, onMessage) => {
  const sockets = Array.from({ length: size }, () =>
    io(origin, { transports: ['websocket'], forceNew: true, reconnection: false }),
  );
  await Promise.all(sockets.map((socket) => new Promise<void>((open) => socket.once('connect', () => open()))));
  for (const socket of sockets) socket.on('m', (data: Buffer) => onMessage(data));
  return {
    size,
    send: (sender, body) => sockets[sender % size]?.emit('m', body),
    close: () => {
      for (const socket of sockets) socket.disconnect();
    },
  };
};
