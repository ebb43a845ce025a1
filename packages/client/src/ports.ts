/**
 * What the client needs from the place it runs in: a page's worker, Node, a test. The client itself touches no global but
 * language built-ins, so that everything above these ports is the same everywhere. packages/platform-web and
 * packages/platform-node implement them; tests hand in fakes.
 */
import type { Bytes, DeviceKind, ErrorBody, RouteName, RouteReply, RouteRequest } from '@alcove/protocol';
import type { SqlDriver } from '@alcove/store';

/** How a route's caller shows who it is. `session`: the platform presents the session cookie it keeps. */
export type HttpAuth =
  | { readonly kind: 'none' }
  | { readonly kind: 'session' }
  | { readonly kind: 'bearer'; readonly token: string };

export type HttpOutcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** The server answered with its error shape. */
  | { readonly kind: 'refused'; readonly error: ErrorBody }
  /** No answer: no network, no server, or it took longer than 20 s. */
  | { readonly kind: 'unreachable' }
  /** An answer that no Alcove server gives: not JSON, not the route's shape. */
  | { readonly kind: 'garbage' };

export interface HttpPort {
  /** One request of protocol's ROUTE table; the reply has been parsed with the route's schema. Never rejects. */
  request<N extends RouteName>(name: N, body: RouteRequest<N>, auth: HttpAuth): Promise<HttpOutcome<RouteReply<N>>>;
}

export interface SocketEvents {
  /** The connection stands: the client says hello now. */
  onOpen(): void;
  /** One binary WebSocket message. A text message closes the socket as malformed. */
  onMessage(bytes: Uint8Array): void;
  /** Exactly once, also when the connection never stood. Nothing follows it. */
  onClose(code: number): void;
}

export interface SocketLink {
  send(bytes: Uint8Array): void;
  /** Ends the connection; onClose follows. Idempotent. */
  close(): void;
}

export interface SocketPort {
  open(events: SocketEvents): SocketLink;
}

export type TimerHandle = unknown;

export interface Clock {
  /** ms since 1970 by this device, right or wrong. */
  now(): number;
  setTimer(ms: number, run: () => void): TimerHandle;
  clearTimer(handle: TimerHandle): void;
}

/**
 * Keeps what opens the local store while somebody is logged in, outside the store: its 32-byte key, or the app lock around it
 * (client/lock). In the browser wrapped by a non-extractable key, in Node in a file only the user may read.
 */
export interface KeyKeeper {
  load(): Promise<Bytes | null>;
  /** In one step: after a power cut there is what was, or this. What was cannot be read from the disk afterwards. */
  save(kept: Bytes): Promise<void>;
  /** Nor can it after this. */
  clear(): Promise<void>;
}

/** Says when the network comes or goes, so that reconnecting need not wait for the next attempt. A hint, never a proof. */
export interface NetworkHint {
  subscribe(listener: (online: boolean) => void): () => void;
}

export interface Databases {
  /**
   * Opens or creates the database of that name ([a-z0-9-]+) in this profile. Throws StoreError. One owner at a time: `busy` means
   * another tab or process has the profile.
   */
  open(name: string): Promise<SqlDriver>;
  /** None of them stays. Call only while none is open. */
  erase(): Promise<void>;
}

export interface Ports {
  readonly http: HttpPort;
  readonly socket: SocketPort;
  readonly clock: Clock;
  readonly keys: KeyKeeper;
  readonly databases: Databases;
  readonly network: NetworkHint;
  /** In [0, 1), for jitter only; keys come from packages/crypto. */
  readonly random: () => number;
  readonly deviceKind: DeviceKind;
  /** What this device calls itself until its person names it: "Firefox on Linux". */
  readonly deviceName: string;
  /** Where unexpected faults go: a code and a place, never content or keys. */
  readonly report: (fault: { readonly where: string; readonly error: unknown }) => void;
}
