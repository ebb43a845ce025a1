/**
 * One conversation as a page for people and as data for programs. The page stands alone: no script, no address outside the file, and every word
 * somebody wrote is text, never markup. The data's shape is described in docs/guides/export.md.
 */
import type { MessageItem, PersonView, RoomSummary, TimelineItem } from '@alcove/client';
import { languageInUse, t } from '@alcove/locales';
import { lineWords } from '../../../../words/line-words.ts';
import { spoken } from '../../../../words/spoken.ts';
import { fullMoment } from '../../../../words/times.ts';

const words = t.leaving;

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-inline-size: 44rem; margin: 2rem auto; padding-inline: 1rem; }
  article { margin-block: 1rem; }
  header { font-size: 0.875rem; opacity: 0.8; }
  header b { opacity: 1; }
  p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
  .said { text-align: center; font-size: 0.875rem; opacity: 0.8; }
  li { margin-block: 0.5rem; }
  img { inline-size: 2rem; block-size: 2rem; border-radius: 50%; vertical-align: middle; }
`;

export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="${languageInUse().language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${text(title)}</h1>
${body}
</body>
</html>
`;
}

/** What somebody wrote, as text. */
export function text(written: string): string {
  return spoken(written)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Where in the copy somebody's picture is, from its root; null: none. */
export type PictureOf = (person: PersonView) => string | null;

export function conversationPage(room: RoomSummary, items: readonly TimelineItem[], pictureOf: PictureOf): string {
  const rows = items.map((item) => {
    switch (item.kind) {
      case 'message':
        return messageRow(item, pictureOf);
      case 'line':
        return `<p class="said">${text(lineWords(item.line, room.kind))}</p>`;
      case 'unopened':
        return `<p class="said">${text(words.exportClosed)}</p>`;
    }
  });
  return page(room.title, rows.length === 0 ? `<p>${text(words.exportEmpty)}</p>` : rows.join('\n'));
}

/** `path` is the copy's own: made here, of an account's id. */
export function picture(path: string | null): string {
  return path === null ? '' : `<img src="${path}" alt=""> `;
}

function messageRow(item: MessageItem, pictureOf: PictureOf): string {
  const path = pictureOf(item.author);
  const facts = [
    `${picture(path === null ? null : `../${path}`)}<b>${text(item.author.name)}</b>`,
    `<time datetime="${new Date(item.at).toISOString()}">${text(fullMoment(item.at))}</time>`,
    ...(item.edited ? [text(words.exportEdited)] : []),
    ...(item.replyTo?.author == null ? [] : [text(words.exportAnswer(item.replyTo.author.name))]),
    ...item.reactions.map(({ emoji, count }) => `${text(emoji)} ${String(count)}`),
  ];
  const body = item.deleted ? `<i>${text(words.exportDeleted)}</i>` : text(item.text);
  return `<article id="${item.id}"><header>${facts.join(' · ')}</header><p dir="auto">${body}</p></article>`;
}

export function conversationData(room: RoomSummary, items: readonly TimelineItem[], pictureOf: PictureOf): string {
  const person = (who: PersonView): object => {
    const { account, username, name } = who;
    return { account, username, name, picture: pictureOf(who) };
  };
  const entries = items.map((item) => {
    const place = { id: item.id, seq: item.seq, at: new Date(item.at).toISOString() };
    switch (item.kind) {
      case 'message':
        return {
          kind: 'message',
          ...place,
          author: person(item.author),
          text: item.deleted ? null : item.text,
          versions: item.versions.map((each) => ({ text: each.text, at: new Date(each.at).toISOString() })),
          deleted: item.deleted,
          answers: item.replyTo?.id ?? null,
          reactions: item.reactions.map(({ emoji, names }) => ({ emoji, names })),
        };
      case 'line':
        return { kind: 'line', ...place, what: item.line.what, by: person(item.line.by) };
      case 'unopened':
        return { kind: 'unopened', ...place, code: item.code };
    }
  });
  const { id, title, kind } = room;
  return `${JSON.stringify({ format: 'alcove-export', version: 1, room: { id, title, kind }, entries }, null, 2)}\n`;
}
