import { expect, test } from 'vitest';
import { appendMessage, appendPolicy, createRoom, openHouse, type Person } from '../testing/house.ts';

async function ownOf(person: Person): Promise<number | undefined> {
  const { rooms } = await (await person.connect()).wait('ready');
  return rooms[0]?.own;
}

test('a device that connects is told the last place it wrote itself, however long ago that was', async () => {
  const house = await openHouse();
  const [ana, ben, cleo] = [await house.person(), await house.person(), await house.person()];
  const a = await ana.connect();
  const room = await createRoom(ana); // 1
  await appendPolicy(a, room.id, room.change(ana, { add: [ben.signer.person, cleo.signer.person] })); // 2
  const b = await ben.connect();
  let seq = 2;
  const last = new Map<Person, number>([[ana, 2]]);
  // Few and many between two connections: what is counted, and what is not yet.
  for (const many of [1, 31, 1, 40, 100, 2]) {
    for (let n = 0; n < many; n++) await appendMessage(b, room.id, 0);
    seq += many;
    last.set(ben, seq);
    expect(await ownOf(ana)).toBe(last.get(ana));
    expect(await ownOf(cleo)).toBe(0);
    if (many !== 40) continue;
    await appendMessage(await ana.connect(), room.id, 0);
    last.set(ana, ++seq);
  }
  expect(await ownOf(ben)).toBe(seq);
  expect(await ownOf(ana)).toBe(last.get(ana));
});
