import { AccountId, Username } from '@alcove/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, Inline, Markdown, Mention } from './ast.ts';
import { parseMarkdown } from './parse.ts';
import { firstLine, plainText } from './plain-text.ts';

const person = (username: string): Mention => ({
  account: AccountId.parse(username.padEnd(22, 'x').replace(/\W/g, '-')),
  username: Username.parse(username),
});
const ada = person('ada');
const adaB = person('ada.b');

/** One paragraph's inlines. */
function line(source: string, mentions: readonly Mention[] = []): readonly Inline[] {
  const [first] = parseMarkdown(source, mentions);
  if (first?.kind !== 'paragraph') throw new Error('not a paragraph');
  return first.children;
}
const text = (value: string): Inline => ({ kind: 'text', text: value });
const paragraph = (value: string): Block => ({ kind: 'paragraph', children: [text(value)] });

function everyInline(markdown: Markdown): Inline[] {
  const inside = (inline: Inline): Inline[] =>
    'children' in inline ? [inline, ...inline.children.flatMap(inside)] : [inline];
  return markdown.flatMap((block): Inline[] => {
    if (block.kind === 'paragraph') return block.children.flatMap(inside);
    if (block.kind === 'quote') return everyInline(block.children);
    if (block.kind === 'list') return block.items.flatMap((item) => everyInline(item.children));
    if (block.kind === 'table') return [block.head, ...block.rows].flat(2).flatMap(inside);
    return [];
  });
}

function depthOf(node: Block | Inline): number {
  if (node.kind === 'list') return 1 + Math.max(0, ...node.items.flatMap((item) => item.children.map(depthOf)));
  if ('children' in node) return 1 + Math.max(0, ...node.children.map(depthOf));
  return 1;
}

/** A quote is never plain: what is in it went through the parser. */
function quoted(source: string): Markdown {
  const [first, ...more] = parseMarkdown(`> ${source}`);
  if (first?.kind !== 'quote' || more.length > 0) throw new Error('not a quote');
  return first.children;
}

describe('a plain line takes a short way', () => {
  const PIECES = [
    'tide',
    'Ähre',
    '風',
    'e\u0301',
    '3',
    ' ',
    '  ',
    '. ',
    ', ',
    '! ',
    '? ',
    '1. ',
    '- ',
    ' + ',
    ' = ',
    ' == ',
  ];
  const RARE = [
    'www.',
    'WWW.a.b',
    'http://a.b',
    'https:',
    '//',
    ':',
    '/',
    '(',
    ')',
    '"',
    '’',
    '*',
    '_',
    '`',
    '&amp;',
    '~~',
    '|',
    '#',
    '<',
  ];

  test('and becomes what the parser makes of it', () => {
    const line = fc.array(fc.constantFrom(...PIECES, ...RARE), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom('tide', 'é', '潮', 'I'), line, (start, pieces) => {
        const source = [start, ...pieces].join('');
        expect(parseMarkdown(source)).toEqual(quoted(source));
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('what Markdown becomes', () => {
  test('emphasis, code, strikethrough and line breaks', () => {
    expect(line('a **b** *c* ~~d~~ `e*`\nf')).toEqual([
      text('a '),
      { kind: 'strong', children: [text('b')] },
      text(' '),
      { kind: 'em', children: [text('c')] },
      text(' '),
      { kind: 'del', children: [text('d')] },
      text(' '),
      { kind: 'code', text: 'e*' },
      { kind: 'break' },
      text('f'),
    ]);
  });

  test('a heading is a strong line', () => {
    expect(parseMarkdown('# Plan')).toEqual([
      { kind: 'paragraph', children: [{ kind: 'strong', children: [text('Plan')] }] },
    ]);
  });

  test('lists, tasks and quotes', () => {
    expect(parseMarkdown('3. a\n4. b\n\n> q')).toEqual([
      { kind: 'list', start: 3, items: ['a', 'b'].map((t) => ({ checked: null, children: [paragraph(t)] })) },
      { kind: 'quote', children: [paragraph('q')] },
    ]);
    expect(parseMarkdown('- [x] done\n- [ ] open')).toMatchObject([
      { start: null, items: [{ checked: true }, { checked: false }] },
    ]);
  });

  test('a code block keeps its language and its text', () => {
    expect(parseMarkdown('```TS\nlet a = "<b>";\n```')).toEqual([
      { kind: 'code', language: 'ts', text: 'let a = "<b>";' },
    ]);
  });

  test('a table', () => {
    expect(parseMarkdown('|a|b|\n|-|-:|\n|1|**2**|')).toEqual([
      {
        kind: 'table',
        align: [null, 'right'],
        head: [[text('a')], [text('b')]],
        rows: [[[text('1')], [{ kind: 'strong', children: [text('2')] }]]],
      },
    ]);
  });

  test('nothing that was typed is hidden', () => {
    for (const source of [
      '<script>alert(1)</script>',
      '<b>x</b>',
      '[a]: https://x.example',
      '[^1]: note',
      'a\n---',
      '<!-- x -->',
      '&#x3C;',
    ]) {
      expect(plainText(parseMarkdown(source)).length).toBeGreaterThan(0);
    }
    expect(line('<b>x</b> <i')).toEqual([text('<b>x</b> <i')]);
    expect(parseMarkdown('    four spaces')).toEqual([paragraph('four spaces')]);
  });
});

test('HTML and link definitions have no meaning: what is inside and after them is read like any text', () => {
  expect(parseMarkdown('<div>\n**b**\n</div>')).toEqual([
    {
      kind: 'paragraph',
      children: [
        text('<div>'),
        { kind: 'break' },
        { kind: 'strong', children: [text('b')] },
        { kind: 'break' },
        text('</div>'),
      ],
    },
  ]);
  expect(line('[a]: https://x.example')).toMatchObject([text('[a]: '), { kind: 'link', auto: true }]);
});

describe('links', () => {
  test('written and bare ones', () => {
    expect(line('[site](https://a.example/x)')).toEqual([
      { kind: 'link', href: 'https://a.example/x', auto: false, children: [text('site')] },
    ]);
    expect(line('https://a.example/x?y=1.')).toEqual([
      { kind: 'link', href: 'https://a.example/x?y=1', auto: true, children: [text('https://a.example/x?y=1')] },
      text('.'),
    ]);
    expect(line('ada@a.example')).toMatchObject([{ kind: 'link', href: 'mailto:ada@a.example', auto: true }]);
  });

  test('an image is a link and loads nothing', () => {
    expect(line('![cat](https://a.example/c.png)')).toEqual([
      { kind: 'link', href: 'https://a.example/c.png', auto: false, children: [text('cat')] },
    ]);
    expect(line('![](https://a.example/c.png)')).toMatchObject([
      { kind: 'link', children: [text('https://a.example/c.png')] },
    ]);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\\tscript:x',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '/relative',
    '//host/x',
    '#x',
    'https://bank.example@evil.example',
    'blob:https://x/1',
    'alcove:x',
    '&#106;avascript:x',
  ])('%s stays text', (url) => {
    for (const source of [`[a](${url})`, `![a](${url})`, `<${url}>`, `[a](<${url}>)`]) {
      expect(everyInline(parseMarkdown(source)).filter(({ kind }) => kind === 'link')).toEqual([]);
      expect(plainText(parseMarkdown(source)).length).toBeGreaterThan(0);
    }
  });
});

describe('mentions', () => {
  test('only the people given, the longest name first, at any case', () => {
    expect(line('hi @Ada, @ada.b and @bob', [ada, adaB])).toEqual([
      text('hi '),
      { kind: 'mention', ...ada },
      text(', '),
      { kind: 'mention', ...adaB },
      text(' and @bob'),
    ]);
    expect(line('@ada.then', [ada])).toEqual([{ kind: 'mention', ...ada }, text('.then')]);
  });

  test('not inside words, code or links', () => {
    for (const source of ['x@ada', 'a/@ada', '`@ada`', '[@ada](https://a.example)', '@@ada']) {
      expect(everyInline(parseMarkdown(source, [ada])).filter(({ kind }) => kind === 'mention')).toEqual([]);
    }
  });
});

test('plain text keeps words and drops marks', () => {
  expect(plainText(parseMarkdown('# Plan\n\n- **one**\n- two\n\n|a|b|\n|-|-|\n|1|2|'))).toBe(
    'Plan\n• one\n• two\na · b\n1 · 2',
  );
  expect(firstLine('\n\n> *quoted*\n\nrest')).toBe('quoted');
  expect(firstLine('---')).toBe('');
});

/** Far above what a busy machine needs, far below what the parser alone takes for these: minutes. */
const BOUND_MS = 10_000;

describe('any input', () => {
  const piece = fc.constantFrom(
    '*',
    '_',
    '~~',
    '[',
    ']',
    '(',
    ')',
    '!',
    '`',
    '```\n',
    '>',
    '- ',
    '1. ',
    '|',
    '\n',
    '\n\n',
    '  ',
    '#',
    '<',
    'a',
    '@ada',
    'https://x.example',
    'javascript:',
    '&amp;',
    '\\',
    'é',
    '\0',
    '\uD800',
  );
  const source = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 120 }).map((p) => p.join('')),
  );

  test('never throws, links only where links may lead, stays shallow', () => {
    fc.assert(
      fc.property(source, (typed) => {
        const markdown = parseMarkdown(typed, [ada]);
        for (const inline of everyInline(markdown)) {
          if (inline.kind === 'link') expect(inline.href).toMatch(/^(?:https?:\/\/|mailto:)/);
        }
        expect(Math.max(0, ...markdown.map(depthOf))).toBeLessThan(40);
        firstLine(typed);
      }),
      { numRuns: 2_000 },
    );
  });

  const units = [
    '[',
    '*',
    '>',
    '_a',
    '*a ',
    '**a *b ',
    '[]',
    '![',
    '[a](',
    '`',
    '<',
    '|',
    '|a|b|\n',
    '> x\n',
    `${'>'.repeat(12)}a\n`,
    '- ',
    '1. ',
    '- > ',
    '~~a',
    'www.a',
    'http://a',
    '&',
    '&amp;',
    '\n',
    'a \n',
    '](',
    '# a\n',
    '_*',
    '***a',
    'a**b',
    '*[',
    ']*',
    '@ada ',
    '\\',
    '[a](<b',
    '.www',
    'a_@b',
    '[^a]',
    `${' '.repeat(23)}- - - - - - - - - - - a\n`,
    '\t',
    '- [ ] ',
  ];
  test.each(units)('many of %j: bounded time and depth, at the size of a message and beyond', (unit) => {
    for (const size of [12_288, 65_536]) {
      const typed = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
      const started = performance.now();
      const markdown = parseMarkdown(`|a|\n|-|\n${typed}`, [ada]);
      plainText(parseMarkdown(typed, [ada]));
      expect(performance.now() - started).toBeLessThan(BOUND_MS);
      expect(Math.max(0, ...markdown.map(depthOf))).toBeLessThan(40);
    }
  });

  test('a staircase of lists is cut at a bounded depth, without losing its words', () => {
    const steps = Array.from({ length: 100 }, (_, at) => `${'  '.repeat(at)}- step${String(at)}`).join('\n');
    const markdown = parseMarkdown(steps);
    expect(Math.max(0, ...markdown.map(depthOf))).toBeLessThan(40);
    expect(plainText(markdown)).toContain('step99');
  });

  test('emphasis marks right below the budget still take bounded time', () => {
    const started = performance.now();
    for (const unit of ['_*', '***a', '*[', '~~a'])
      parseMarkdown(
        unit.repeat(12_288).slice(0, Math.floor(1_500 / (unit.match(/[*_~]/g)?.length ?? 1)) * unit.length),
      );
    parseMarkdown(`http://a${'&amp;'.repeat(500)}`);
    expect(performance.now() - started).toBeLessThan(BOUND_MS);
  });
});
