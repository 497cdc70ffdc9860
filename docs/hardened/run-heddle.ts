import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Report, ScenarioResult } from '../../harness/result.ts';
import type { CoverageOptions } from './options.ts';

const main = fileURLToPath(new URL('../../dist/harness/cli/main.js', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/** Characters that a command may print. */
const PRINTED_MAX = 64 * 1024 * 1024;

/** Ids of the scenarios that have hardened variants. */
export async function hardenedStories(): Promise<readonly string[]> {
  const { stdout } = await run(process.execPath, [main, 'list', '--json'], {
    cwd: root,
    maxBuffer: PRINTED_MAX,
  });
  const listed = JSON.parse(stdout) as readonly {
    readonly scenario: string;
    readonly variants: readonly { readonly id: string }[];
  }[];
  return listed
    .filter(({ variants }) => variants.some(({ id }) => id.startsWith(HARDENED)))
    .map(({ scenario }) => scenario);
}

const HARDENED = 'hardened';

/** The results of one story, one for each of its hardened variants. */
export async function exploreHardened(
  story: string,
  { runs, timeLimit }: CoverageOptions,
): Promise<readonly ScenarioResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-coverage-'));
  try {
    const options = ['--variant', HARDENED, '--strategy', 'all', '--runs', String(runs)];
    const limits = ['--time-limit', timeLimit, '--workers', '1', '--no-data', '--no-keep'];
    const output = ['--reporter', 'json', '--output-dir', folder];
    // The filter means all ids that contain it.
    const grep = ['--grep', `^${story.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`];
    await run(process.execPath, [main, 'run', story, ...grep, ...options, ...limits, ...output], {
      cwd: root,
      maxBuffer: PRINTED_MAX,
    }).catch((error: { readonly code?: unknown; readonly stderr?: string }) => {
      // 1: a verdict is not as expected, which the table tells.
      if (error.code !== 1) throw new Error(`${story}: ${error.stderr ?? String(error.code)}`);
    });
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
    return report.results.filter(({ scenario }) => scenario === story);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
