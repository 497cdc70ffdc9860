import { createHash } from 'node:crypto';
import { readFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Esbuild from 'esbuild';

/** What the browser runs and what it looks like: our own constant text, nothing from a report. */
export interface Assets {
  readonly script: string;
  /** What the page of an exploration that runs has for a script. */
  readonly live: string;
  readonly style: string;
}

export const SCRIPT_FILE = 'heddle-report.js';
export const LIVE_FILE = 'heddle-live.js';
export const STYLE_FILE = 'heddle-report.css';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

let loaded: Assets | undefined;

/** The script and the style of every page. Built ahead in `dist`; bundled on the spot when run from the sources. */
export function htmlAssets(): Assets {
  loaded ??= existsSync(here(SCRIPT_FILE))
    ? {
        script: readFileSync(here(SCRIPT_FILE), 'utf8'),
        live: readFileSync(here(LIVE_FILE), 'utf8'),
        style: readFileSync(here(STYLE_FILE), 'utf8'),
      }
    : bundleAssets(here('.'));
  return loaded;
}

/**
 * Bundles the client.
 * @param sources folder of `reports/html` with its TypeScript sources
 */
export function bundleAssets(sources: string): Assets {
  // Needed to build, not to run: a plain import would ask for it always.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof Esbuild;
  const bundle = (entry: string): string => {
    const { outputFiles } = buildSync({
      entryPoints: [`${sources}/client/${entry}`],
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      target: ['es2022', 'chrome103', 'firefox113', 'safari16.4'],
      charset: 'utf8',
      legalComments: 'none',
    });
    return (outputFiles[0]?.text ?? '').trim();
  };
  return { script: bundle('main.ts'), live: bundle('live.ts'), style: bundle('report.css') };
}

/** A hash source for a content security policy. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
