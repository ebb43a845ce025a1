/** Nothing is in a log twice, and nothing is shown twice, or under somebody else's name, or without having been said. */
import { messagesIn, short, type Oracle } from './oracle.ts';

export const nothingTwice: Oracle = {
  name: 'nothing twice',
  async judge({ world, truth, shown }) {
    const complaints: string[] = [];
    const seen = new Set<string>();
    for (const { device, id, room, seq, voided } of truth.entries) {
      // What was said in an epoch that is void is said again, under its id.
      if (voided === 1) continue;
      if (seen.has(`${device} ${id}`)) complaints.push(`frame ${id} again at ${String(seq)} of ${short(room)}`);
      seen.add(`${device} ${id}`);
    }
    const authors = new Map(world.said.map(({ text, device }) => [text, device.username]));
    for (const each of shown) {
      const texts = new Set<string>();
      for (const { text, edited, deleted, author } of messagesIn(each)) {
        if (edited || deleted) continue;
        const where = `${each.device.name} in ${short(each.room)} shows "${text}"`;
        if (texts.has(text)) complaints.push(`${where} twice`);
        if (authors.get(text) !== author.username) complaints.push(`${where} by ${author.username}`);
        texts.add(text);
      }
    }
    return complaints;
  },
};
