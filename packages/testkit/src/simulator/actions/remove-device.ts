/** Somebody removes another device of theirs. Needs the password, which is slow: a plan has it once at most. */
import type { Move } from '../move.ts';
import { PASSWORD } from '../stage.ts';

export const removeDevice: Move = {
  name: 'remove-device',
  weight: 0,
  run({ world, device, random }) {
    const { client, account } = device;
    const others = world.devices.filter((each) => each !== device && each.account === account && account !== null);
    const other = random.pick(others);
    if (client === null || other?.device == null) return null;
    world.ask(`${device.name} removes`, { outcome: null }, client.removeDevices([other.device], PASSWORD));
    return other.name;
  },
};
