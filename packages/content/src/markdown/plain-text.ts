/** The tree as plain text: what previews, quotes and notices show, and what a screen reader's summary says. */
import type { Block, Inline, Markdown } from './ast.ts';
import { parseMarkdown } from './parse.ts';

export function plainText(markdown: Markdown): string {
  return markdown.map(blockText).filter(Boolean).join('\n');
}

/** The first line of a message that says something, for one-line places. */
export function firstLine(source: string): string {
  const start = plainText(parseMarkdown(source.trimStart().slice(0, PREVIEW_SOURCE)));
  return start.split('\n').find((line) => line.trim() !== '') ?? '';
}

/** Enough source for any one-line place. */
const PREVIEW_SOURCE = 600;

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return inlineText(block.children);
    case 'list':
      return block.items
        .map((item, at) => `${block.start === null ? '•' : `${String(block.start + at)}.`} ${plainText(item.children)}`)
        .join('\n');
    case 'quote':
      return plainText(block.children);
    case 'code':
      return block.text;
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(inlineText).join(' · ')).join('\n');
    case 'rule':
      return '';
  }
}

function inlineText(children: readonly Inline[]): string {
  return children.map(oneText).join('');
}

function oneText(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'code':
      return inline.text;
    case 'strong':
    case 'em':
    case 'del':
    case 'link':
      return inlineText(inline.children);
    case 'mention':
      return `@${inline.username}`;
    case 'break':
      return '\n';
  }
}
