/** How parts of a page look, in figures. Each function runs inside the page, so it may use nothing outside of it. */

/** For each selector, everything by which the first such part could be told from another, but its words and its place. */
export function looksOf(selectors: readonly string[]): string[] {
  const BY = [
    'backgroundColor',
    'color',
    'borderTopColor',
    'borderTopStyle',
    'borderTopWidth',
    'outlineColor',
    'outlineStyle',
    'outlineWidth',
    'textDecorationLine',
    'fontWeight',
    'strokeWidth',
    'content',
    'insetInlineStart',
    'translate',
  ] as const;
  const styleOf = (element: Element, pseudo?: string): string => {
    const style = getComputedStyle(element, pseudo);
    return BY.map((name) => style[name]).join(' ');
  };
  return selectors.map((selector) => {
    const root = document.querySelector(selector);
    if (root === null) throw new Error(`nothing is ${selector}`);
    return [root, ...root.querySelectorAll('*')]
      .map((element) =>
        [
          element.getAttribute('d') ?? '',
          styleOf(element),
          styleOf(element, '::before'),
          styleOf(element, '::after'),
        ].join(),
      )
      .join('\n');
  });
}

interface RowFigures {
  /** All in px. `edges`: where portrait and text begin. */
  readonly height: number;
  readonly width: number;
  readonly font: number;
  readonly line: number;
  readonly weights: string;
  readonly edges: string;
}

/** The rows of the room that is open, and what the last of them has under it. */
export function rowsOf(): { rows: RowFigures[]; last: { reactionHeight: number; reactionWidth: number } } {
  const part = (row: Element, selector: string): Element => {
    const found = row.querySelector(selector);
    if (found === null) throw new Error(`a row without ${selector}`);
    return found;
  };
  const rows = [...document.querySelectorAll('.msg')].map((row): RowFigures => {
    const said = getComputedStyle(part(row, '.said'));
    return {
      height: row.getBoundingClientRect().height,
      width: part(row, '.msg-main').getBoundingClientRect().width,
      font: Number.parseFloat(said.fontSize),
      line: Number.parseFloat(said.lineHeight),
      weights: `${said.fontWeight} ${getComputedStyle(part(row, '.by b')).fontWeight}`,
      edges: [part(row, '.face'), part(row, '.msg-main')].map((each) => each.getBoundingClientRect().left).join(' '),
    };
  });
  const reaction = part(document.body, '.react').getBoundingClientRect();
  return { rows, last: { reactionHeight: reaction.height, reactionWidth: reaction.width } };
}

/** Of the first row, be it there or on its way, in px: where portrait and text begin, and how far down they are. */
export function skeletonAndRow(): { edges: number[]; face: number; line: number } {
  const isOpening = document.querySelector('.sk-lines') !== null;
  const row = document.querySelector(isOpening ? '.sk-lines' : '.msg:has(.face):has(.said p)');
  const box = (selector: string): DOMRect => {
    const found = row?.querySelector(selector)?.getBoundingClientRect();
    if (found === undefined) throw new Error(`no row with ${selector}`);
    return found;
  };
  const [face, name, said] = isOpening
    ? (['.sk-face', '.sk-w-1', '.sk-w-2'] as const)
    : (['.face', '.by', '.said p'] as const);
  // Of a text of several lines, the first.
  const middle = ({ top, height }: DOMRect): number => Math.round(top + Math.min(height, 24) / 2);
  return {
    edges: [box(face).left, box(name).left],
    face: box(face).top - (row?.getBoundingClientRect().top ?? 0),
    line: middle(box(said)) - middle(box(name)),
  };
}
