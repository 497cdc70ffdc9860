import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { UsageError } from '../../core/usage-error.ts';
import { simulatingFlags } from '../../node/bindings/flags.ts';
import { REPLAY_VARIABLE } from '../../testing/asked-replay.ts';

/**
 * What `node` is started with to run a test file: its runner is told by which of heddle's doors it imports.
 * @param file relative to the package
 * @param token for the complaint
 * @throws UsageError where it imports neither, or vitest is not installed
 */
export function runnerOf(file: string, text: string, root: string, token: string): readonly string[] {
  if (/['"]heddle\/vitest['"]/.test(text)) return [vitestIn(root), 'run', file];
  if (/['"]heddle\/node-test['"]/.test(text))
    return [...flagsFor(text), '--test', '--test-reporter=spec', ...loaderFor(file), file];
  throw new UsageError(
    `${file} imports neither heddle/vitest nor heddle/node-test: run it in its own runner, with ${REPLAY_VARIABLE}=${token} in the environment.`,
  );
}

function vitestIn(root: string): string {
  try {
    const manifest = createRequire(path.join(root, 'package.json')).resolve('vitest/package.json');
    const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      readonly bin: { readonly vitest: string };
    };
    return path.join(path.dirname(manifest), bin.vitest);
  } catch (error) {
    throw new UsageError(`vitest is not installed in ${root}.`, { cause: error });
  }
}

/** Tests of whole programs need a Node that can be simulated; for others that changes nothing. */
function flagsFor(text: string): readonly string[] {
  return /\bnode:\s*(?:true|\{|\w+\b(?!['"]))/.test(text) ? simulatingFlags : [];
}

/** Node 20 runs no TypeScript by itself. */
function loaderFor(file: string): readonly string[] {
  return /\.[cm]?tsx?$/.test(file) ? ['--import', import.meta.resolve('tsx')] : [];
}
