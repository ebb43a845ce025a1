/** A way to a server on which everything that goes out is seen. */
import type { Ports, SocketPort } from '@alcove/client';
import { createNodeSocket } from '@alcove/platform-node';
import { decodeClientFrames, type ClientFrame } from '@alcove/protocol';
import type { House } from '@alcove/testkit/house';

export function watched(house: House, sent: ClientFrame[]): Pick<Ports, 'socket'> {
  const inner = createNodeSocket(house.url);
  const socket: SocketPort = {
    open: (events) => {
      const link = inner.open(events);
      return {
        send: (bytes) => {
          sent.push(...decodeClientFrames(bytes));
          link.send(bytes);
        },
        close: () => link.close(),
      };
    },
  };
  return { socket };
}
