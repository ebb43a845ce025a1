/**
 * Reads every import in packages/ and apps/ and names those that break the rules of scripts/boundary-rules.ts.
 *
 * Owns: what counts as an import, and the verdict. Does not own: the rules. Neither the compiler nor the dead-code finder sees an
 * undeclared import between workspaces (npm hoists them all), which is why this exists. Runs as a test and as a step of `npm run check`.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseSync } from 'rolldown/utils';
import { z } from 'zod';
import { RULES, SPOKEN_ONLY_IN, type WorkspaceRule } from './boundary-rules.ts';

const names = z.record(z.string(), z.string()).default({});
const Manifest = z.object({ name: z.string(), dependencies: names, devDependencies: names });
const TsConfig = z.object({ references: z.array(z.object({ path: z.string() })).default([]) });

interface Workspace {
  readonly name: string;
  /** Relative to the root. */
  readonly home: string;
  readonly rule: WorkspaceRule;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
}

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const isOurs = (name: string): boolean => name.startsWith('@alcove/');
/** Tests, and what only tests import. */
const isTest = (file: string): boolean => /\.test\.tsx?$|\/src\/testing\//.test(file);

/** `@scope/name/deep/path` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Each specifier once, with the stronger of its uses. */
function importsOf(path: string): Import[] {
  const code = readFileSync(path, 'utf8');
  const { module, errors } = parseSync(path, code);
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]?.message ?? 'unreadable'}`);
  const staticImports = module.staticImports.map((found) => ({
    specifier: found.moduleRequest.value,
    typeOnly: found.entries.length > 0 && found.entries.every((entry) => entry.isType),
  }));
  const reExports = module.staticExports.flatMap((found) =>
    found.entries.flatMap((entry) =>
      entry.moduleRequest ? [{ specifier: entry.moduleRequest.value, typeOnly: entry.isType }] : [],
    ),
  );
  const dynamicImports = module.dynamicImports.map(({ moduleRequest }) => ({
    specifier: code.slice(moduleRequest.start, moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    typeOnly: false,
  }));
  const bySpecifier = new Map<string, Import>();
  for (const found of [...staticImports, ...reExports, ...dynamicImports]) {
    const typeOnly = found.typeOnly && (bySpecifier.get(found.specifier)?.typeOnly ?? true);
    bySpecifier.set(found.specifier, { specifier: found.specifier, typeOnly });
  }
  return [...bySpecifier.values()];
}

/** What a file outside its own workspace may not be reached by, and what a relative path must keep to. */
function judgeRelative(root: string, workspace: Workspace, file: string, specifier: string): string | undefined {
  const home = join(root, workspace.home);
  const [path = ''] = specifier.split('?');
  const target = resolve(root, dirname(file), path);
  if (!target.startsWith(home + sep)) return 'a relative import leaves its workspace: import the workspace by name';
  if (!existsSync(target)) return 'there is no such file';
  if (workspace.rule.apart === undefined) return undefined;
  const apart = join(home, 'src', workspace.rule.apart) + sep;
  const siblingOf = (absolute: string): string | undefined =>
    absolute.startsWith(apart) ? relative(apart, absolute).split(sep)[0] : undefined;
  const from = siblingOf(join(root, file));
  const to = siblingOf(target);
  return from !== undefined && to !== undefined && from !== to
    ? `${workspace.rule.apart} never import one another: the composition root hands them what they need`
    : undefined;
}

function judgePackage(workspace: Workspace, file: string, found: Import): string | undefined {
  const { rule } = workspace;
  const name = packageOf(found.specifier);
  const declared = [...workspace.dependencies, ...workspace.devDependencies];
  for (const { packages, by, why } of SPOKEN_ONLY_IN) {
    if (packages.test(name) && !by.includes(workspace.name)) return why;
  }
  if (isTest(file)) return undefined;
  if (isOurs(name) && name !== workspace.name) {
    const asType = found.typeOnly && (rule.typesOf ?? []).includes(name);
    if (!rule.use.includes(name) && !asType) return `${workspace.name} may not use ${name}`;
  }
  if (isOurs(name) && found.specifier.startsWith(`${name}/src/`)) return 'import a workspace by its exports';
  const typesAlone = found.typeOnly && declared.includes(`@types/${name}`);
  if (!declared.includes(name) && !typesAlone && name !== workspace.name)
    return `${name} is not a dependency of ${workspace.name}`;
  return undefined;
}

function judgeImport(root: string, workspace: Workspace, file: string, found: Import): string | undefined {
  const { specifier } = found;
  if (specifier.startsWith('.')) return judgeRelative(root, workspace, file, specifier);
  if (specifier.startsWith('/') || specifier.startsWith('virtual:')) return undefined;
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
    // Configuration beside src and tests run in Node; what ships to browsers does not.
    const ships = file.startsWith(`${workspace.home}/src/`) || file.startsWith(`${workspace.home}/sw/`);
    return workspace.rule.node !== true && ships && !isTest(file)
      ? 'this code runs in browsers: no Node modules'
      : undefined;
  }
  return judgePackage(workspace, file, found);
}

/** The manifest and the compiler's references must tell the same story as the rules. */
function judgeManifest(root: string, workspace: Workspace): string[] {
  const { home, rule, name } = workspace;
  const out: string[] = [];
  const allowed = [...rule.use, ...(rule.typesOf ?? [])];
  const config = join(root, home, 'tsconfig.json');
  const references = existsSync(config) ? TsConfig.parse(readJson(config)).references : [];
  const referenced = references.map((r) => Manifest.parse(readJson(join(root, home, r.path, 'package.json'))).name);
  for (const used of [...workspace.dependencies, ...workspace.devDependencies].filter(isOurs)) {
    if (!allowed.includes(used)) out.push(`${home}/package.json: ${name} may not use ${used}`);
    else if (!referenced.includes(used))
      out.push(`${home}/tsconfig.json: no reference to ${used}, which ${name} depends on`);
  }
  return out;
}

function judgeWorkspace(root: string, workspace: Workspace): string[] {
  const out = judgeManifest(root, workspace);
  for (const file of globSync(`${workspace.home}/{*.ts,src/**/*.{ts,tsx},sw/**/*.ts}`, { cwd: root }).toSorted()) {
    for (const found of importsOf(join(root, file))) {
      const why = judgeImport(root, workspace, file, found);
      if (why !== undefined) out.push(`${file}: ${found.specifier}: ${why}`);
    }
  }
  return out;
}

/** One line per broken rule: file, import, reason. */
export function violations(root: string): string[] {
  const manifests = globSync('{packages,apps}/*/package.json', { cwd: root }).toSorted();
  return manifests.flatMap((path) => {
    const { name, dependencies, devDependencies } = Manifest.parse(readJson(join(root, path)));
    const rule = RULES[name];
    if (rule === undefined) return [`${path}: ${name} has no rule in scripts/boundary-rules.ts`];
    return judgeWorkspace(root, {
      name,
      home: dirname(path),
      rule,
      dependencies: Object.keys(dependencies),
      devDependencies: Object.keys(devDependencies),
    });
  });
}

if (import.meta.main) {
  const found = violations(join(import.meta.dirname, '..'));
  for (const line of found) console.error(line);
  process.exitCode = found.length > 0 ? 1 : 0;
}
