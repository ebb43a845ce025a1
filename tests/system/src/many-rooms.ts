/** One account on several devices in many rooms: every device comes into every room, hears it and is heard there, and leaves all of them when it is removed. */
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import { devicesInRoom, expectOk, isIn } from './devices.ts';
import { groupOf, hears, say } from './talk.ts';

export interface ManyRooms {
  readonly rooms: number;
  readonly devices: number;
  readonly patienceMs: number;
}

export interface Rooms {
  /** From the log-in of the last device until it is in every room, ms. */
  readonly insideMs: number;
  /** From the removal until the device is out of every room, ms. */
  readonly outsideMs: number;
  readonly heard: number;
  readonly faults: House['faults'];
}

export async function manyRooms({ rooms: count, devices, patienceMs }: ManyRooms): Promise<Rooms> {
  const house = await openHouse();
  try {
    const [ana, ben] = [await house.person('ana'), await house.person('ben')];
    const rooms = [];
    for (let n = 0; n < count; n++) rooms.push(await groupOf(ana, `Room ${String(n)}`, [ben]));
    const own: Resident[] = [ana];
    let insideMs = 0;
    while (own.length < devices) {
      const next = await house.device(`ana-${String(own.length + 1)}`);
      const began = performance.now();
      expectOk(await next.client.logIn({ username: 'ana', password: PASSWORD }));
      own.push(next);
      for (const room of rooms) await devicesInRoom(ben, room, 'ana', own.length, patienceMs);
      insideMs = performance.now() - began;
    }
    let heard = 0;
    for (const [n, room] of rooms.entries()) {
      const speaker = own[n % own.length] ?? ana;
      const text = `in room ${String(n)}`;
      await say(speaker, room, text);
      for (const one of [ben, ...own]) {
        await hears(one, room, text);
        heard += 1;
      }
    }
    const gone = own.at(-1) ?? ana;
    const began = performance.now();
    expectOk(await ana.client.removeDevices([await isIn(gone)]));
    for (const room of rooms) await devicesInRoom(ben, room, 'ana', devices - 1, patienceMs);
    const outsideMs = performance.now() - began;
    await until(gone.client, 'app', null, ({ phase }) => phase === 'removed', patienceMs);
    return { insideMs, outsideMs, heard, faults: house.faults };
  } finally {
    await house.close();
  }
}
