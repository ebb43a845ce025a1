/** SocketPort over the browser's WebSocket. Text messages close the connection: Alcove speaks binary. */
import type { SocketPort } from '@alcove/client';
import { CLOSE, GATEWAY } from '@alcove/protocol';

/** `origin` is where the page came from: https://chat.example. */
export function createSocket(origin: string): SocketPort {
  const url = new URL(GATEWAY, origin);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return {
    open(events) {
      const socket = new WebSocket(url);
      socket.binaryType = 'arraybuffer';
      socket.onopen = () => events.onOpen();
      socket.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (data instanceof ArrayBuffer) events.onMessage(new Uint8Array(data));
        else socket.close(CLOSE.malformed);
      };
      // The close event follows every error, and comes once.
      socket.onclose = ({ code }) => events.onClose(code);
      return {
        send: (bytes) => {
          // A message for a connection that is going is lost, like any message under way.
          if (socket.readyState === WebSocket.OPEN) socket.send(new Uint8Array(bytes));
        },
        close: () => socket.close(),
      };
    },
  };
}
