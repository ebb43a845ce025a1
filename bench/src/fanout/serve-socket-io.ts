/** A bare Socket.IO relay: no accounts, no order, nothing stored. What many people would reach for. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
/** Under more load than it bears, its answers to pings wait as well: nobody is to be thrown out for that. */
const PATIENCE_MS = 600_000;
const io = new Server(http, {
  transports: ['websocket'],
  perMessageDeflate: false,
  serveClient: false,
  pingTimeout: PATIENCE_MS,
});
io.on('connection', (socket) => {
  void socket.join('room');
  socket.on('m', (body: Buffer) => io.to('room').emit('m', body));
});
http.listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.({ ready: true }));
process.on('SIGTERM', () => process.exit(0));
