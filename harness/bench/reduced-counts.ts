import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { formatCount, formatTable } from './table.ts';

/** How few runs stand for all of one case. */
export interface ReducedCount {
  readonly name: string;
  /** Runs of the complete enumeration. */
  readonly complete: number;
  /** Runs that were made to their end up to equivalent orders. */
  readonly runs: number;
  /** Runs that were left, as others stand for them. */
  readonly blocked: number;
  /** What the runs stand for by their own count; absent where that is not known. */
  readonly standsFor?: number;
  /** Whether the runs come to what all come to, no more and no less. */
  readonly sameOutcomes: boolean;
  /** Of CPU time, recording and search. */
  readonly seconds: number;
}

/** `dist/harness/`, from there or from the sources. */
const built = new URL(import.meta.url.endsWith('.js') ? '../' : '../../dist/harness/', import.meta.url);

/** Counts in a process of its own, where the cases are instrumented. Needs the build. */
export function measureReducedCounts(): readonly ReducedCount[] {
  const hooks = new URL('footprint/loader/preload.js', built);
  const child = fileURLToPath(new URL('bench/reduced-counts-child.js', built));
  const output = execFileSync(process.execPath, ['--import', hooks.href, child], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output) as readonly ReducedCount[];
}

export function formatReducedCounts(counts: readonly ReducedCount[]): string {
  return formatTable(
    ['up to equivalent orders', 'complete', 'runs', 'blocked', 'CPU seconds', ''],
    counts.map(({ name, complete, runs, blocked, seconds, sameOutcomes }) => [
      name,
      formatCount(complete),
      formatCount(runs),
      formatCount(blocked),
      seconds.toFixed(2),
      sameOutcomes ? 'kept' : 'BROKEN',
    ]),
  );
}
