import { countFaults, countHolds } from '../schedule/exceptions.ts';
import type { CaseShrinking, ShrinkQuality } from './shrinking.ts';
import { formatCount, formatTable } from './table.ts';

const ASKED_MINIMAL = 0.98;
const ASKED_FAITHFUL = 1;

export function formatShrinking(cases: readonly CaseShrinking[], seeds: number): string {
  const table = formatTable(
    [
      `shrunk counterexamples, ${seeds} seeds`,
      'minimum (brute force)',
      'runs of proof',
      'heddle: found',
      'minimal',
      'replayed',
      'fast-check: found',
      'minimal',
      'replayed',
      'heddle/fast-check: found',
      'minimal',
      'replayed',
    ],
    cases.map(({ name, minimum, heddle, fastCheck, imported }) => [
      name,
      `${JSON.stringify(minimum.workload)}, ${amount(countFaults(minimum.schedule), 'fault')}, ${amount(countHolds(minimum.schedule), 'hold')}`,
      formatCount(minimum.runs),
      ...cellsOf(heddle),
      ...cellsOf(fastCheck),
      ...cellsOf(imported),
    ]),
  );
  const least = (of: 'minimal' | 'faithful'): number => Math.min(...cases.map(({ heddle }) => heddle[of]));
  const kept = (share: number, asked: number): string => (share >= asked ? 'kept' : 'BROKEN');
  return [
    table,
    '',
    `heddle, the worst case: minimal ${percent(least('minimal'))} (asked: ${percent(ASKED_MINIMAL)}): ${kept(least('minimal'), ASKED_MINIMAL)}; replayed from the token in a fresh process with the same digest ${percent(least('faithful'))} (asked: ${percent(ASKED_FAITHFUL)}): ${kept(least('faithful'), ASKED_FAITHFUL)}`,
    'minimal: workload (array elements, then the sum of its numbers), then faults, then holds, as complete enumeration finds them.',
    'replayed, for fast-check and heddle/fast-check: the printed seed and path give the same failure of the same workload in the same order.',
  ].join('\n');
}

function cellsOf({ found, seeds, minimal, faithful }: ShrinkQuality): string[] {
  return found === 0 ? [`0/${seeds}`, '–', '–'] : [`${found}/${seeds}`, percent(minimal), percent(faithful)];
}

function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10} %`;
}

function amount(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
