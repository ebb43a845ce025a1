/** Colours code: lowlight's common languages, reduced to the five roles the tokens have. Loaded on demand. */
import type { ElementContent, RootContent } from 'hast';
import { common, createLowlight } from 'lowlight';

export type Role = 'key' | 'str' | 'num' | 'fn' | 'rem';
export interface Piece {
  readonly text: string;
  readonly role: Role | null;
}

const lowlight = createLowlight(common);

const ROLES: Readonly<Record<string, Role>> = {
  'hljs-keyword': 'key',
  'hljs-built_in': 'key',
  'hljs-type': 'fn',
  'hljs-literal': 'num',
  'hljs-number': 'num',
  'hljs-symbol': 'num',
  'hljs-string': 'str',
  'hljs-regexp': 'str',
  'hljs-char': 'str',
  'hljs-addition': 'str',
  'hljs-deletion': 'num',
  'hljs-title': 'fn',
  'hljs-section': 'fn',
  'hljs-name': 'key',
  'hljs-tag': 'key',
  'hljs-selector-tag': 'key',
  'hljs-selector-class': 'fn',
  'hljs-selector-id': 'fn',
  'hljs-attr': 'fn',
  'hljs-attribute': 'fn',
  'hljs-variable': 'num',
  'hljs-comment': 'rem',
  'hljs-quote': 'rem',
  'hljs-meta': 'rem',
};

/** Null for a language it does not know. The pieces' texts, joined, are the text. */
export function highlight(language: string, text: string): readonly Piece[] | null {
  if (!lowlight.registered(language)) return null;
  const pieces: Piece[] = [];
  walk(lowlight.highlight(language, text).children, null, pieces);
  return pieces;
}

function walk(nodes: readonly (RootContent | ElementContent)[], role: Role | null, into: Piece[]): void {
  for (const node of nodes) {
    if (node.type === 'text') into.push({ text: node.value, role });
    else if (node.type === 'element') walk(node.children, roleOf(node.properties['className']) ?? role, into);
  }
}

function roleOf(classes: unknown): Role | null {
  if (!Array.isArray(classes)) return null;
  for (const name of classes) {
    const role = ROLES[String(name)];
    if (role !== undefined) return role;
  }
  return null;
}
