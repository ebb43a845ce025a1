/** SocketPort over `ws`. Text messages and messages over the frame limit close the connection. */
import type { SocketPort } from '@alcove/client';
import { CLOSE, GATEWAY, LIMIT } from '@alcove/protocol';
import { WebSocket } from 'ws';

/** `server` is an origin: https://chat.example. */
export function createNodeSocket(server: string): SocketPort {
  const url = new URL(GATEWAY, server);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return {
    open(events) {
      const socket = new WebSocket(url, { maxPayload: LIMIT.frameBytes * 2, perMessageDeflate: false, origin: server });
      socket.binaryType = 'nodebuffer';
      socket.on('open', () => events.onOpen());
      socket.on('message', (data, isBinary) => {
        if (isBinary && data instanceof Buffer) events.onMessage(new Uint8Array(data));
        else socket.close(CLOSE.malformed);
      });
      socket.on('close', (code) => events.onClose(code));
      // `close` follows every error and carries what the client needs.
      socket.on('error', () => undefined);
      return {
        send: (bytes) => socket.send(bytes, () => undefined),
        close: () => socket.terminate(),
      };
    },
  };
}
