import { fileURLToPath } from 'node:url';
import { Instrumenter, type Unreadable } from '../footprint/loader/instrumented.ts';
import { packageRoot } from '../trace/package-root.ts';

/** What `footprints` is told. */
export interface FootprintsOptions {
  /** Packages in node_modules whose code is taken into account, like the author's own. Default: none. */
  readonly instrument?: readonly string[];
}

/** As much of vitest's config as the plugin writes. */
export interface FootprintsConfig {
  /** The part that concerns its workers. */
  readonly test: {
    readonly setupFiles: readonly string[];
    readonly server: { readonly deps: { readonly inline: readonly string[] } };
  };
}

/** A plugin of vitest. */
export interface FootprintsPlugin {
  /** How vitest calls it. */
  readonly name: string;
  /** It sees code as it was written. */
  readonly enforce: 'pre';
  /** What vitest adds to its config. */
  config(): FootprintsConfig;
  /** Is told where the project stands. */
  configResolved(config: { readonly root: string }): void;
  /** Makes code tell what it reads and writes. */
  transform(
    this: { warn(message: string): void },
    code: string,
    id: string,
  ): { readonly code: string; readonly map: string } | undefined;
}

const setup = fileURLToPath(new URL('../footprint/loader/install-runtime.js', import.meta.url));

/** vitest moves such calls to the beginning of the file, and looks for them as they were written. */
const MOVED = /\bvi(?:test)?\s*\.\s*(?:mock|unmock|hoisted)\b/;

/**
 * Tells the cause of a failing test in data, too: which variable was read or written in another order than in the nearest
 * run that passes. Instruments the code of the project, and of packages that are asked for; that takes some of the
 * runs' speed. `defineConfig({ plugins: [footprints()] })`.
 */
export function footprints({ instrument = [] }: FootprintsOptions = {}): FootprintsPlugin {
  let instrumenter: Instrumenter | undefined;
  const unreadable: Unreadable[] = [];
  return {
    name: 'heddle:footprints',
    enforce: 'pre',
    config: () => ({ test: { setupFiles: [setup], server: { deps: { inline: instrument } } } }),
    configResolved({ root }) {
      const scope = { root: packageRoot(root) ?? root, packages: instrument };
      instrumenter = new Instrumenter(scope, (one) => unreadable.push(one));
    },
    transform(code, id) {
      const [file = id] = id.split('?');
      const made = MOVED.test(code) ? undefined : instrumenter?.made(code, file);
      for (const { file: left, why } of unreadable.splice(0)) this.warn(`${left} is not recorded: ${why}`);
      return made;
    },
  };
}
