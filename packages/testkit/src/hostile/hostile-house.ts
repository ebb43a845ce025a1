/** A house whose server is hostile: people in it are real clients, and everything they send and get passes the attacker. */
import type { Ports } from '@alcove/client';
import { openHouse, type House, type Resident } from '../house/house.ts';
import { openHostileServer, type HostileServer } from './transport.ts';

export interface HostileHouse {
  readonly house: House;
  readonly server: HostileServer;
  /** A new account on a wire of its own, under the same name. */
  person(name: string, replace?: Partial<Ports>): Promise<Resident>;
  /** Another, signed-out device on a wire called `wire`. */
  device(wire: string): Promise<Resident>;
  close(): Promise<void>;
}

/** Waiting is for honest networks: nobody has to be spread out here. */
const noJitter = { random: () => 0 };

export async function openHostileHouse(): Promise<HostileHouse> {
  const house = await openHouse();
  const server = await openHostileServer(house.url);
  return {
    house,
    server,
    person: (name, replace) => house.person(name, { ...server.ports(name), ...noJitter, ...replace }),
    device: (wire) => house.device(wire, { ...server.ports(wire), ...noJitter }),
    close: () => house.close(),
  };
}
