import { createRequire, SourceMap } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { buildSync, type BuildFailure, type BuildOptions } from 'esbuild';
import { mapGenerated } from '../core/generated-code.ts';
import { UsageError } from '../core/usage-error.ts';

/** Evaluates modules from nothing, which see that as `process`, and gives what the entry exports. */
export type Evaluate = (process: NodeJS.Process) => unknown;

/** The harness and what holds it are one for all runs. */
const SHARED = ['heddle', 'heddle/*', 'vitest', 'vitest/*', 'fast-check', '*.node'];

const options: BuildOptions & { readonly write: false } = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  sourcemap: 'external',
  sourcesContent: false,
  keepNames: true,
  define: { 'import.meta.url': '__freshUrl' },
  logLevel: 'silent',
  write: false,
};

/** Names of the module that is `process`. */
const PROCESS: ReadonlySet<string> = new Set(['process', 'node:process']);

type Factory = (
  give: (exports: unknown) => void,
  require: NodeJS.Require,
  file: string,
  folder: string,
  url: string,
  process: NodeJS.Process,
) => void;

/** Modules that are one for all runs and were loaded already, by the name under which they are imported. */
export const loaded = new Map<string, unknown>();

/** Makes the bundle: esbuild, or who changes the modules first. */
export const bundler: {
  bundle(
    order: BuildOptions & { readonly write: false },
  ): readonly { readonly path: string; readonly text: string }[];
} = { bundle: (order) => buildSync(order).outputFiles };

const compiled = new Map<string, Evaluate>();

/**
 * Takes a module and all that it imports, but Node's own modules and the harness, CommonJS, ESM and TypeScript alike, as
 * one function: compiled once, and called for each state that is wanted.
 * @param specifier as `import` takes it
 * @param folder from which it is looked up, absolute
 * @param shared packages that are left out, and are one for all
 * @throws UsageError where it is not found, cannot be compiled, or has an `await` at its top level
 */
export function evaluatorOf(specifier: string, folder: string, shared: readonly string[] = []): Evaluate {
  const key = [folder, specifier, ...shared].join('\n');
  let evaluate = compiled.get(key);
  if (evaluate === undefined) compiled.set(key, (evaluate = compile(specifier, folder, shared)));
  return evaluate;
}

function compile(specifier: string, folder: string, shared: readonly string[]): Evaluate {
  // A file that is never written: code of these modules looks for its neighbours beside it.
  const file = path.join(folder, `${specifier.replace(/[^\w.-]+/g, '-')}.fresh-${compiled.size + 1}.cjs`);
  const { code, map } = built(specifier, folder, file, shared);
  mapGenerated(file, new SourceMap({ ...map, sources: map.sources.map((one) => path.resolve(folder, one)) }));
  const parameters = '(__fresh, require, __filename, __dirname, __freshUrl, process)';
  const factory = vm.runInThisContext(`(function ${parameters} {${code}\n})`, {
    filename: file,
    columnOffset: -`(function ${parameters} {`.length,
  }) as Factory;
  const ordinary = createRequire(file);
  const once = new Map(shared.map((name): [string, unknown] => [name, ordinary(name)]));
  const url = pathToFileURL(file).href;
  return (process) => {
    const find = (name: string): unknown =>
      PROCESS.has(name) ? process : (once.get(name) ?? loaded.get(name) ?? ordinary(name));
    let given: unknown;
    factory((exports) => (given = exports), Object.assign(find, ordinary), file, folder, url, process);
    return given;
  };
}

interface Map3 {
  readonly version: number;
  readonly file: string;
  readonly sources: string[];
  readonly sourcesContent: string[];
  readonly names: string[];
  readonly mappings: string;
  readonly sourceRoot: string;
}

function built(
  specifier: string,
  folder: string,
  file: string,
  shared: readonly string[],
): { code: string; map: Map3 } {
  try {
    const files = bundler.bundle({
      ...options,
      external: [...SHARED, ...shared.flatMap((name) => [name, `${name}/*`])],
      stdin: {
        contents: `import * as all from ${JSON.stringify(specifier)}; __fresh(all);`,
        resolveDir: folder,
        sourcefile: 'fresh.mjs',
      },
      absWorkingDir: folder,
      outfile: file,
    });
    const text = (extension: string): string =>
      files.find((output) => output.path.endsWith(extension))?.text ?? '';
    return { code: text('.cjs'), map: JSON.parse(text('.map')) as Map3 };
  } catch (error) {
    throw new UsageError(`fresh('${specifier}'): ${whyNot(error)}`, { cause: error });
  }
}

function whyNot(error: unknown): string {
  const [first] = (error as Partial<BuildFailure>).errors ?? [];
  if (first === undefined) return error instanceof Error ? error.message : String(error);
  const { text, location } = first;
  const place = location === null ? '' : ` (${location.file}:${location.line})`;
  if (text.startsWith('Top-level await'))
    return `a module with an await at its top level cannot be evaluated anew in each run${place}.`;
  return `${text}${place}.`;
}
