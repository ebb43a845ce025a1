/**
 * A house whose server is hostile: people in it are real clients, and everything they send and get passes the attacker. What they say is
 * written down, and the house is judged by it after every test (judge.ts).
 */
import type { Ports } from '@alcove/client';
import { openHouse, type House, type Resident } from '../house/house.ts';
import { hearing, type Heard } from './heard.ts';
import { judgeFromNow } from './judge.ts';
import { Said } from './oracles.ts';
import { openHostileServer, type HostileServer } from './transport.ts';

export interface HostileHouse {
  readonly house: House;
  readonly server: HostileServer;
  /** What people said through their clients, as it was written down. */
  readonly said: Said;
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
  const residents: Heard[] = [];
  const said = new Said();
  const judgeNow = judgeFromNow({ world: server.world, said, residents });
  const heard = (resident: Resident): Resident => {
    const each = hearing(resident, said);
    residents.push(each);
    return each;
  };
  return {
    house,
    server,
    said,
    person: async (name, replace) =>
      heard(await house.person(name, { ...server.ports(name), ...noJitter, ...replace })),
    device: async (wire) => heard(await house.device(wire, { ...server.ports(wire), ...noJitter })),
    async close() {
      try {
        await judgeNow();
      } finally {
        await house.close();
      }
    },
  };
}
