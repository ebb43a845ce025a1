/** Somebody with rooms full of a past, whose device is closed: what is measured opens it anew. The past is laid into its database (house/past.ts). */
import { layDownPast, openHouse, until, type House, type Past } from '@alcove/testkit/house';
import type { RoomId } from '@alcove/protocol';

const PATIENCE_MS = 300_000;

export interface QuietHouse {
  readonly house: House;
  /** Of the device. */
  readonly folder: string;
}

/** `first`: what is really said in each room. */
export async function openQuietHouse(
  count: number,
  first: string,
  past: Pick<Past, 'each' | 'unread' | 'text'>,
): Promise<QuietHouse> {
  const house = await openHouse();
  try {
    const ana = await house.person('ana');
    const ben = await house.person('ben');
    const found = await ana.client.findPerson('ben');
    const { me } = await until(ana.client, 'app', null, (app) => app.me !== null);
    if (!found.ok || me === null) throw new Error('nobody to talk to');
    await ben.close();
    const other = found.value.person.account;
    const rooms: RoomId[] = [];
    for (let n = 0; n < count; n++) {
      const made = await ana.client.createGroup({ title: `Room ${String(n)}`, people: [other] });
      if (!made.ok) throw new Error(`room: ${made.code}`);
      rooms.push(made.value);
      await ana.client.send(made.value, { text: first, replyTo: null, mentions: [] });
    }
    await until(
      ana.client,
      'app',
      null,
      ({ archive, connection }) => connection.waiting === 0 && archive.state === 'current',
      PATIENCE_MS,
    );
    await ana.close();
    await layDownPast(ana.folder, { account: me.account, rooms, other, ...past });
    return { house, folder: ana.folder };
  } catch (error) {
    await house.close();
    throw error;
  }
}
