import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PlainCost, RecordedCost, RecordingBudget } from './recording-costs.ts';
import { median } from './statistics.ts';
import { formatRatio, formatTable } from './table.ts';

/** What footprints cost in one case. */
export type RecordingCost = PlainCost & RecordedCost;

const FLAGS = ['--expose-gc', '--max-semi-space-size=32'];

/** `dist/harness/`, from there or from the sources. */
const built = new URL(import.meta.url.endsWith('.js') ? '../' : '../../dist/harness/', import.meta.url);

/** Measures in processes of their own, in one of which the cases are instrumented. Needs the build. */
export function measureRecordings(only: string, budget: RecordingBudget): RecordingCost[] {
  const hooks = new URL('footprint/loader/preload.js', built);
  const plain = costsOf<PlainCost>([], only, budget);
  const recorded = costsOf<RecordedCost>(['--import', hooks.href], only, budget);
  return recorded.flatMap((cost, i) => {
    const same = plain[i];
    return same === undefined ? [] : [{ ...same, ...cost }];
  });
}

function costsOf<C>(hooks: readonly string[], only: string, { rounds, runs }: RecordingBudget): readonly C[] {
  const child = fileURLToPath(new URL('bench/recording-child.js', built));
  const output = execFileSync(process.execPath, [...FLAGS, ...hooks, child, `${rounds}`, `${runs}`, only], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output) as readonly C[];
}

/** What each kind of run costs, as a multiple of one of code that is not instrumented. */
export function formatRecordings(costs: readonly RecordingCost[]): string {
  const ratios = costs.map(ratiosOf);
  const rows = costs.map(({ name, plain }, i) => [
    name,
    plain.toFixed(1),
    ...(ratios[i] ?? []).map(formatRatio),
  ]);
  const medians = ratios[0]?.map((_, column) => formatRatio(median(ratios.map((row) => row[column] ?? 0))));
  return [
    formatTable(
      ['footprints', 'plain µs', 'off/plain', 'lean/plain', 'full/plain', 'reduced/all'],
      [...rows, ['median', '', ...(medians ?? [])]],
    ),
    '',
    'CPU time of one run. off: instrumented, and nobody records; lean: recorded as for reduction; full: as for a cause in',
    'data, with values and a trace; reduced/all: a run of a reduced enumeration, those included that are left before their',
    'end, beside one of a complete enumeration of code that is not instrumented.',
  ].join('\n');
}

function ratiosOf({ plain, off, lean, full, all, reduced }: RecordingCost): readonly number[] {
  return [off / plain, lean / plain, full / plain, reduced / all];
}
