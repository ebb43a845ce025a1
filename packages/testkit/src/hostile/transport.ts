/**
 * A hostile server: an honest one, with an attacker on every wire to it. Clients are opened on `ports`; what they send and get
 * passes here decoded, and the attack that is under way may change, drop, add or repeat it. Owns the wires and who is on them; knows
 * nothing of what an attack wants. After `stopAttack` connections drop, as when an honest server takes the place over.
 */
import type { HttpOutcome, HttpPort, Ports, SocketLink, SocketPort } from '@alcove/client';
import { createNodeHttp, createNodeSocket } from '@alcove/platform-node';
import {
  concatBytes,
  decodeClientFrames,
  decodeServerFrames,
  encodeFrame,
  type AccountId,
  type ClientFrame,
  type DeviceId,
  type RouteName,
  type RouteReply,
  type RouteRequest,
  type ServerFrame,
} from '@alcove/protocol';
import { newWorld, type Witness, type World } from './world.ts';

/** One client's connection, as an attack sees it. */
export interface Wire {
  readonly name: string;
  /** Whose it is; null until the server said so. */
  readonly who: { readonly account: AccountId; readonly device: DeviceId } | null;
  readonly world: World;
  /** Says something to this client that no server said. */
  tell(frame: ServerFrame): void;
  /** Says something to the server that no client said. */
  ask(frame: ClientFrame): void;
  /** The connection breaks. */
  readonly drop: () => void;
}

export type Replies = {
  readonly [N in RouteName]?: (request: RouteRequest<N>, reply: RouteReply<N>, wire: Wire) => RouteReply<N>;
};

/** What a client asked, as the server gets it. */
export type Requests = {
  readonly [N in RouteName]?: (request: RouteRequest<N>, wire: Wire) => RouteRequest<N>;
};

/** One attack. `claim` is what it tries to break: an id of docs/security/claims.md. */
export interface Attack {
  readonly claim: string;
  readonly toServer?: (frame: ClientFrame, wire: Wire) => readonly ClientFrame[] | 'drop';
  readonly toClient?: (frame: ServerFrame, wire: Wire) => readonly ServerFrame[] | 'drop';
  readonly requests?: Requests;
  readonly replies?: Replies;
}

export interface HostileServer {
  readonly world: World;
  /** What a client is opened on. Everyone on a name shares its session. */
  ports(name: string): Network;
  wire(name: string): Wire;
  begin(attack: Attack): void;
  /** The end of the attack, and of every connection; or of one alone. */
  stopAttack(name?: string): void;
}

/** A way to the honest server. */
export type Network = Pick<Ports, 'http' | 'socket'>;

const CONNECTION_LOST = 1006;

export async function openHostileServer(url: string): Promise<HostileServer> {
  const open = createNodeHttp(url, memoryCookie());
  const facts = await open.request('server', {}, { kind: 'none' });
  if (facts.kind !== 'ok') throw new Error(`no server: ${facts.kind}`);
  return createHostileServer(await newWorld(facts.value.serverId), () => ({
    http: createNodeHttp(url, memoryCookie()),
    socket: createNodeSocket(url),
  }));
}

/** `network` is the way to the server that is taken under a name. */
export function createHostileServer(world: Witness, network: (name: string) => Network): HostileServer {
  const wires = new Map<string, OpenWire>();
  let attack: Attack = HONEST;

  const wireOf = (name: string): OpenWire => {
    const wire = wires.get(name) ?? new OpenWire(name, world);
    wires.set(name, wire);
    return wire;
  };

  return {
    world,
    wire: wireOf,
    ports(name) {
      const wire = wireOf(name);
      const { http, socket } = network(name);
      return { http: tapHttp(http, wire, () => attack), socket: tapSocket(socket, wire, () => attack) };
    },
    begin(next) {
      attack = next;
    },
    stopAttack(name) {
      attack = HONEST;
      for (const wire of wires.values()) if (name === undefined || name === wire.name) wire.drop();
    },
  };
}

const HONEST: Attack = { claim: 'none' };

class OpenWire implements Wire {
  readonly name: string;
  readonly world: Witness;
  who: Wire['who'] = null;
  link: SocketLink | null = null;
  deliver: ((bytes: Uint8Array) => void) | null = null;
  drop: () => void = () => undefined;

  constructor(name: string, world: Witness) {
    this.name = name;
    this.world = world;
  }

  tell(frame: ServerFrame): void {
    this.deliver?.(encodeFrame(frame));
  }

  ask(frame: ClientFrame): void {
    this.link?.send(encodeFrame(frame));
  }
}

function tapSocket(inner: SocketPort, wire: OpenWire, attack: () => Attack): SocketPort {
  return {
    open(events) {
      let over = false;
      const end = (code: number): void => {
        if (over) return;
        over = true;
        events.onClose(code);
      };
      const link = inner.open({
        onOpen: () => events.onOpen(),
        onMessage(bytes) {
          if (over) return;
          wire.world.sawBytes(bytes);
          const frames = decodeServerFrames(bytes).flatMap((frame) => {
            wire.world.sawServerFrame(frame);
            if (frame.t === 'ready') wire.who = { account: frame.account, device: frame.device };
            return changed(attack().toClient?.(frame, wire), frame);
          });
          if (frames.length > 0) events.onMessage(concatBytes(...frames.map(encodeFrame)));
        },
        onClose: end,
      });
      wire.link = link;
      wire.deliver = (bytes) => void (over || events.onMessage(bytes));
      wire.drop = () => {
        link.close();
        end(CONNECTION_LOST);
      };
      return {
        send(bytes) {
          wire.world.sawBytes(bytes);
          const frames = decodeClientFrames(bytes).flatMap((frame) => {
            wire.world.sawClientFrame(frame);
            return changed(attack().toServer?.(frame, wire), frame);
          });
          if (frames.length > 0) link.send(concatBytes(...frames.map(encodeFrame)));
        },
        close: () => link.close(),
      };
    },
  };
}

function changed<F>(result: readonly F[] | 'drop' | undefined, frame: F): readonly F[] {
  if (result === undefined) return [frame];
  return result === 'drop' ? [] : result;
}

function tapHttp(inner: HttpPort, wire: OpenWire, attack: () => Attack): HttpPort {
  return {
    async request<N extends RouteName>(
      name: N,
      request: RouteRequest<N>,
      auth: Parameters<HttpPort['request']>[2],
    ): Promise<HttpOutcome<RouteReply<N>>> {
      const outcome = await inner.request(name, attack().requests?.[name]?.(request, wire) ?? request, auth);
      wire.world.sawCall(name, request, outcome.kind === 'ok' ? outcome.value : null, wire.who?.account ?? null);
      if (outcome.kind !== 'ok') return outcome;
      const change = attack().replies?.[name];
      return change === undefined ? outcome : { kind: 'ok', value: change(request, outcome.value, wire) };
    },
  };
}

function memoryCookie(): Parameters<typeof createNodeHttp>[1] {
  let kept: string | null = null;
  return {
    load: () => Promise.resolve(kept),
    save(cookie) {
      kept = cookie;
      return Promise.resolve();
    },
  };
}
