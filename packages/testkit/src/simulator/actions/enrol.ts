/** A new device of somebody's comes in by password. Slow, because passwords are: a plan has it once at most. */
import type { Move } from '../move.ts';
import { PASSWORD } from '../stage.ts';

export const enrol: Move = {
  name: 'enrol',
  weight: 0,
  run({ world, device }) {
    const { client, username } = device;
    if (client === null || device.account !== null) return null;
    const entering = client.logIn({ username, password: PASSWORD });
    world.ask(`${device.name} comes in`, { outcome: null }, entering);
    void entering.then(() => device.noteWho());
    return `as ${username}`;
  },
};
