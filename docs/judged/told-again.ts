import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Report } from '../../harness/result.ts';
import { type JudgedFailure, withoutLines } from './judged-failures.ts';

const main = fileURLToPath(new URL('../../dist/harness/cli/main.js', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

/** What is told today of each failure of a story and variant; by `kind/invariant`, of each cause. */
export type Told = ReadonlyMap<string, readonly (string | undefined)[]>;

/** Explores it as the main job does, with the cause in data of all that fails. */
export async function toldAgain(story: string, variant: string): Promise<Told> {
  const folder = mkdtempSync(join(tmpdir(), 'heddle-judged-'));
  try {
    const what = ['run', story, '--variant', variant, '--all-data', '--no-keep', '--workers', '1'];
    await run(process.execPath, [main, ...what, '--reporter', 'json', '--output-dir', folder], { cwd: root });
    const { results } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
    const told = new Map<string, (string | undefined)[]>();
    for (const result of results) {
      if (result.scenario !== story || result.variant !== variant) continue;
      for (const { kind, invariant, data } of result.findings) {
        const sentence = data === undefined ? undefined : withoutLines(data.sentence);
        const finding = `${kind}/${invariant}`;
        told.set(finding, [...(told.get(finding) ?? []), sentence]);
      }
    }
    return told;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What differs from the page, one line; undefined where it is as it was. */
export function differenceFrom({ number, finding, sentence }: JudgedFailure, told: Told): string | undefined {
  const sentences = told.get(finding);
  if (sentences === undefined) return `${number}: ${finding} is not found any more`;
  if (sentences.includes(sentence)) return undefined;
  const now = sentences.map((one) => `\n    ${one ?? 'nothing'}`).join('');
  return `${number}: the page says\n    ${sentence ?? 'nothing'}\n  and it is told today${now}`;
}
