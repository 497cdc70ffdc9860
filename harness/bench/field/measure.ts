import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { simulatingFlags } from '../../node/bindings/flags.ts';

/** What the runs of one program showed. */
export interface FieldRuns {
  readonly runs: number;
  readonly failing: number;
  /** From 1; undefined where none failed. */
  readonly firstFailure?: number | undefined;
  /** Of CPU time, for all runs together. */
  readonly seconds: number;
}

/** Measures in a process of its own, as Node has to be started for it. @param file of the scenario */
export function measureField(file: string, variant: string, runs: number): FieldRuns {
  const child = fileURLToPath(new URL('./child.js', import.meta.url));
  const flags = [...simulatingFlags, '--import', 'tsx', child, file, variant, String(runs)];
  const output = execFileSync(process.execPath, flags, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as FieldRuns;
}
