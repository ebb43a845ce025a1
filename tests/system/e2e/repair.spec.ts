/** A message that cannot be opened: seen as such, with its reason and the count, and there again once the room was mended. */
import { en } from '@alcove/locales';
import { expect, test } from './support/fixtures.ts';
import { collectComplaints, expectAccessible, expectNothingSideways } from './support/looking.ts';
import { damageNewestMessage } from './support/stored-entry.ts';
import { within, words } from './support/words.ts';

const PHONE = { width: 360, height: 740 };

test('a damaged message is seen to be missing, and comes back when the truth does', async ({
  newMember,
  newNeighbour,
  server,
}) => {
  const [ines, soren] = [await newMember('Ines', { reducedMotion: 'reduce' }), await newNeighbour('Soren')];
  const room = await soren.writeTo(ines);
  await soren.say(room, 'The tide turns at six');
  await ines.openRoom('Soren');
  await ines.sees('The tide turns at six');
  await ines.goAway();
  await soren.say(room, 'High water at noon');

  await server.end('SIGTERM');
  const putRight = damageNewestMessage(server.dataFolder);
  await server.start();
  await ines.comeBack();
  await ines.openRoom('Soren');
  const complaints = collectComplaints(ines.page);
  const row = ines.page.getByRole('article').filter({ hasText: /Could not be opened\. It arrived damaged\./u });

  await test.step('its row says why, the panel how many', async () => {
    await expect(row).toHaveCount(1);
    await ines.openPeople();
    await expect(ines.page.getByText(words(en.rooms.unopened(1)))).toBeVisible();
    await expectAccessible(ines.page, 'a message that could not be opened');
    await expectNothingSideways(ines.page, 'a message that could not be opened');
  });
  await test.step('on a phone', async () => {
    await ines.page.setViewportSize(PHONE);
    await expectAccessible(ines.page, 'phone: a message that could not be opened');
    await ines.page.setViewportSize({ width: 1280, height: 800 });
  });
  await test.step('mended by itself, with the next thing anybody says', async () => {
    await server.end('SIGTERM');
    putRight();
    await server.start();
    await soren.say(room, 'Did you read that?');
    await ines.sees('Did you read that?');
    await ines.sees('High water at noon');
    await expect(row).toHaveCount(0);
    await ines.openPeople();
    await expect(ines.page.getByText(en.rooms.alarm('history-forked')).first()).toBeVisible();
    await expect(ines.page.getByText(within(en.rooms.repaired)).first()).toBeVisible();
    await expect(ines.page.getByText(words(en.rooms.unopened(1)))).toHaveCount(0);
    await expectAccessible(ines.page, 'a mended room');
    await expectNothingSideways(ines.page, 'a mended room');
  });
  // The browser mentions the connection that went with the server.
  expect(complaints.filter((complaint) => !/WebSocket|ERR_|Failed to (?:load|fetch)/u.test(complaint))).toEqual([]);
});
