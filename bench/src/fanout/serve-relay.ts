/** A bare `ws` relay: no accounts, no order, nothing stored. What the transport alone costs. */
import { WebSocket, WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: Number(process.argv[2]), host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket) => {
  socket.on('message', (data) => {
    for (const client of server.clients) if (client.readyState === WebSocket.OPEN) client.send(data, { binary: true });
  });
});
server.on('listening', () => process.send?.({ ready: true }));
process.on('SIGTERM', () => process.exit(0));
