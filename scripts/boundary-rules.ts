/**
 * Who may import whom, as data. The picture is in docs/architecture.md; scripts/boundaries.ts reads the sources against it.
 *
 * A rule lists the workspaces of ours that a workspace may use. `node: true` lets it use Node's own modules; everything else runs
 * in browsers too. The server reads what crosses the wire and nothing that is sealed; beside that it has the words of its letters.
 */
export interface WorkspaceRule {
  readonly use: readonly string[];
  /** May be imported with `import type` only: names, no code. */
  readonly typesOf?: readonly string[];
  readonly node?: true;
  /** Subfolders of src whose children must not import one another: the composition root hands them what they need. */
  readonly apart?: string;
}

export const RULES: Readonly<Record<string, WorkspaceRule>> = {
  '@alcove/protocol': { use: [] },
  '@alcove/content': { use: ['@alcove/protocol'] },
  '@alcove/crypto': { use: ['@alcove/protocol'] },
  '@alcove/store': { use: ['@alcove/protocol'] },
  '@alcove/client': { use: ['@alcove/crypto', '@alcove/content', '@alcove/protocol', '@alcove/store'] },
  '@alcove/platform-web': { use: ['@alcove/client', '@alcove/protocol', '@alcove/store'] },
  '@alcove/platform-node': { use: ['@alcove/client', '@alcove/protocol', '@alcove/store'], node: true },
  '@alcove/react': { use: ['@alcove/client', '@alcove/protocol'] },
  '@alcove/locales': { use: [], typesOf: ['@alcove/client'] },
  '@alcove/server': { use: ['@alcove/protocol', '@alcove/locales'], node: true },
  '@alcove/web': {
    use: [
      '@alcove/react',
      '@alcove/platform-web',
      '@alcove/client',
      '@alcove/content',
      '@alcove/locales',
      '@alcove/protocol',
    ],
    apart: 'features',
  },
  '@alcove/testkit': {
    use: [
      '@alcove/client',
      '@alcove/content',
      '@alcove/crypto',
      '@alcove/platform-node',
      '@alcove/protocol',
      '@alcove/server',
      '@alcove/store',
    ],
    node: true,
  },
};

/** Cryptography is spoken in one package. Each entry: which packages from outside, and the only workspaces that may import them. */
export const SPOKEN_ONLY_IN: readonly {
  readonly packages: RegExp;
  readonly by: readonly string[];
  readonly why: string;
}[] = [
  {
    packages: /^(ts-mls|@noble\/|@scure\/|@hpke\/)/,
    by: ['@alcove/crypto'],
    why: 'keys and primitives live in packages/crypto',
  },
  {
    packages: /^@serenity-kit\/opaque$/,
    by: ['@alcove/crypto', '@alcove/server'],
    why: 'OPAQUE has two ends: packages/crypto and the server',
  },
];
