/** Stands between a client and the server and changes what comes in, or notes what goes out: a server that is not honest. */
import type { SocketPort } from '@alcove/client';
import {
  decodeClientFrames,
  decodeLogCore,
  decodeServerFrames,
  encodeFrame,
  encodeLogCore,
  type ClientFrame,
  type LogCore,
  type ServerFrame,
} from '@alcove/protocol';

export interface Tampered {
  readonly socket: SocketPort;
  readonly sent: readonly ClientFrame[];
  /** What to make of each frame; null swallows it. */
  incoming: (frame: ServerFrame) => ServerFrame | null;
}

export function tamperWith(inner: SocketPort): Tampered {
  const sent: ClientFrame[] = [];
  const tampered: Tampered = {
    sent,
    incoming: (frame) => frame,
    socket: {
      open(events) {
        const link = inner.open({
          ...events,
          onOpen: () => events.onOpen(),
          onClose: (code) => events.onClose(code),
          onMessage(bytes) {
            for (const frame of decodeServerFrames(bytes)) {
              const made = tampered.incoming(frame);
              if (made !== null) events.onMessage(encodeFrame(made));
            }
          },
        });
        return {
          send(bytes) {
            sent.push(...decodeClientFrames(bytes));
            link.send(bytes);
          },
          close: () => link.close(),
        };
      },
    },
  };
  return tampered;
}

/** Changes log entries, live ones and those in pages alike. */
export function changingEntries(change: (core: LogCore, seq: number) => LogCore): (frame: ServerFrame) => ServerFrame {
  const made = <E extends { readonly seq: number; readonly core: Uint8Array }>(entry: E): E => ({
    ...entry,
    core: encodeLogCore(change(decodeLogCore(entry.core), entry.seq)),
  });
  return (frame) => {
    if (frame.t === 'entry') return made(frame);
    return frame.t === 'page' ? { ...frame, entries: frame.entries.map(made) } : frame;
  };
}
