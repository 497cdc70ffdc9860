import { spawnSync } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const OUTPUT_BYTES_MAX = 2 ** 26;

/** Replays all tokens of one case in one new process; returns the digests of the runs, in order. */
export function replayInFreshProcess(caseName: string, tokens: readonly string[]): string[] {
  if (tokens.length === 0) return [];
  const extension = extname(import.meta.url);
  const child = fileURLToPath(new URL(`./replay-child${extension}`, import.meta.url));
  const loader = extension === '.ts' ? ['--import', 'tsx'] : [];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...loader, child, caseName], {
    input: tokens.join('\n'),
    encoding: 'utf8',
    maxBuffer: OUTPUT_BYTES_MAX,
  });
  if (status !== 0) throw new Error(`Replaying the tokens of "${caseName}" failed: ${stderr}`);
  return stdout.trimEnd().split('\n');
}
