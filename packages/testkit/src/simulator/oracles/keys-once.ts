/** No key of a ratchet seals two messages, also not one that was never delivered: whoever has both can subtract one from the other. */
import { sha256 } from '@alcove/crypto';
import { keyOf } from '@alcove/crypto/witness';
import { short, type Oracle } from './oracle.ts';

export const keysOnce: Oracle = {
  name: 'keys once',
  async judge({ world }) {
    const complaints: string[] = [];
    const used = new Map<string, string>();
    for (const { room, epoch, body, device } of world.sent) {
      const groups = world.groups.get(`${room}/${String(epoch)}`) ?? [];
      const key = (await Promise.all(groups.map((group) => keyOf(group, body)))).find((each) => each !== undefined);
      if (key === undefined) continue;
      const name = `${room}/${key.branch}/${String(key.epoch)}/${String(key.leaf)}/${String(key.generation)}`;
      const message = Buffer.from(sha256(body)).toString('hex');
      const before = used.get(name);
      if (before !== undefined && before !== message)
        complaints.push(
          `${device.name} in ${short(room)}: generation ${String(key.generation)} of epoch ${String(key.epoch)} twice`,
        );
      used.set(name, message);
    }
    return complaints;
  },
};
