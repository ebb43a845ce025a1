/**
 * Message Markdown (CommonMark with GFM's tables, strikethrough, task lists and bare links) to our own tree.
 *
 * Raw HTML, link definitions, footnotes, indented code and underlined headings are off: their characters are text, so nothing a
 * person typed is ever hidden. A line break is a line break. Depth is bounded; deeper blocks become their source text.
 */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { Block, Inline, ListItem, Markdown, Mention } from './ast.ts';
import { isWithinBudget } from './budget.ts';
import { splitMentions } from './mentions.ts';
import { safeHref } from './safe-link.ts';

/** The parser's node types, by way of its result. */
type Node = ReturnType<typeof fromMarkdown>['children'][number];

const MAX_DEPTH = 12;
const SWITCHED_OFF = [
  'htmlFlow',
  'htmlText',
  'definition',
  'codeIndented',
  'setextUnderline',
  'gfmFootnoteDefinition',
  'gfmFootnoteCall',
  'gfmPotentialFootnoteCall',
];
const OPTIONS = {
  extensions: [gfm(), { disable: { null: SWITCHED_OFF } }],
  mdastExtensions: [gfmFromMarkdown()],
};

/**
 * One line that begins with a letter and has nothing in it that could mark anything up: most of what people write. Without `@` and `www.` it has no
 * address in it either, and a colon counts only before `//`.
 */
const PLAIN =
  /^(?!.*(?:www\.|:\/\/))\p{L}(?:[\p{L}\p{M}\p{N} ,.;:’'"“”„!?()%€…–—+=/-]*[\p{L}\p{M}\p{N},.;:’'"“”„!?()%€…–—+=/-])?$/iu;

interface Context {
  readonly source: string;
  readonly mentions: readonly Mention[];
}

/** Never throws and takes bounded time on any text. `mentions`: whom @username may mean, for example the people of the room. */
export function parseMarkdown(source: string, mentions: readonly Mention[] = []): Markdown {
  // It would become the same in the parser, a hundred times slower.
  if (PLAIN.test(source) || !isWithinBudget(source)) return [{ kind: 'paragraph', children: lines(source, mentions) }];
  const tree = fromMarkdown(source, OPTIONS);
  return blocks(tree.children, { source, mentions }, 0);
}

function blocks(nodes: readonly Node[], context: Context, depth: number): Block[] {
  return nodes.map((node) => block(node, context, depth));
}

function block(node: Node, context: Context, depth: number): Block {
  if (depth >= MAX_DEPTH && (node.type === 'list' || node.type === 'blockquote')) return verbatim(node, context);
  switch (node.type) {
    case 'paragraph':
      return { kind: 'paragraph', children: inlines(node.children, context, 0) };
    case 'heading':
      return { kind: 'paragraph', children: [{ kind: 'strong', children: inlines(node.children, context, 0) }] };
    case 'blockquote':
      return { kind: 'quote', children: blocks(node.children, context, depth + 1) };
    case 'list':
      return {
        kind: 'list',
        start: node.ordered === true ? (node.start ?? 1) : null,
        items: node.children.map((item): ListItem => ({
          checked: item.checked ?? null,
          children: blocks(item.children, context, depth + 1),
        })),
      };
    case 'code':
      return { kind: 'code', language: node.lang?.toLowerCase() ?? null, text: node.value };
    case 'table': {
      const [head = [], ...rows] = node.children.map((row) =>
        row.children.map((cell) => inlines(cell.children, context, 0)),
      );
      return { kind: 'table', align: node.align ?? [], head, rows };
    }
    case 'thematicBreak':
      return { kind: 'rule' };
    default:
      return verbatim(node, context);
  }
}

function inlines(nodes: readonly Node[], context: Context, depth: number, inLink = false): Inline[] {
  return nodes.flatMap((node) => inline(node, context, depth, inLink));
}

function inline(node: Node, context: Context, depth: number, inLink: boolean): readonly Inline[] {
  if (depth >= MAX_DEPTH && 'children' in node) return lines(sourceOf(node, context), []);
  const { mentions } = context;
  switch (node.type) {
    case 'text':
      return lines(node.value, inLink ? [] : mentions);
    case 'strong':
      return [{ kind: 'strong', children: inlines(node.children, context, depth + 1, inLink) }];
    case 'emphasis':
      return [{ kind: 'em', children: inlines(node.children, context, depth + 1, inLink) }];
    case 'delete':
      return [{ kind: 'del', children: inlines(node.children, context, depth + 1, inLink) }];
    case 'inlineCode':
      return [{ kind: 'code', text: node.value }];
    case 'break':
      return [{ kind: 'break' }];
    case 'link':
      return link(node.url, inlines(node.children, context, depth + 1, true), sourceOf(node, context));
    case 'image':
      return link(node.url, lines(node.alt ?? '', []), sourceOf(node, context));
    default:
      return lines(sourceOf(node, context), mentions);
  }
}

/** An address that may not be one stays readable as it was written. */
function link(url: string, children: readonly Inline[], source: string): Inline[] {
  const href = safeHref(url);
  if (href === null) return lines(source, []);
  const auto = !source.startsWith('[') && !source.startsWith('![');
  const words = children.length === 0 ? lines(url, []) : children;
  return [{ kind: 'link', href, auto, children: words }];
}

function lines(text: string, mentions: readonly Mention[]): Inline[] {
  return text
    .split(/\r\n|\r|\n/)
    .flatMap((line, at): Inline[] => [
      ...(at === 0 ? [] : [{ kind: 'break' } as const]),
      ...(line === '' ? [] : splitMentions(line, mentions)),
    ]);
}

function verbatim(node: Node, context: Context): Block {
  return { kind: 'paragraph', children: lines(sourceOf(node, context), []) };
}

function sourceOf({ position }: Node, { source }: Context): string {
  return source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
}
