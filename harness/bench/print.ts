import { DISTINCT_KEPT_MAX } from '../explore/distinct.ts';
import type { MemoryUse } from './memory.ts';
import type { CaseSpeed } from './speed.ts';
import { median } from './statistics.ts';
import { formatCount, formatRatio, formatTable } from './table.ts';

/** What issue "Speed" asks for, and aims at. */
const ASKED = { fastCheckMedian: 4, fastCheckMinimum: 2, bareMedian: 1.5 };
const percent = (share: number): string => `${Math.round(share * 100)} %`;

export function formatSpeed(speeds: readonly CaseSpeed[]): string {
  const table = formatTable(
    [
      'schedules/s, medians',
      'heddle',
      'fast-check',
      'bare',
      'heddle/fast-check',
      'bare/heddle',
      'the same per step',
      'steps: heddle',
      'bare',
      'noise',
    ],
    speeds.map((speed) => [
      speed.name,
      formatCount(speed.heddle),
      formatCount(speed.fastCheck),
      formatCount(speed.bare),
      formatRatio(speed.ratioFastCheck),
      formatRatio(speed.ratioBare),
      formatRatio(speed.ratioBarePerStep),
      speed.steps.heddle.toFixed(1),
      speed.steps.bare.toFixed(1),
      percent(speed.noise),
    ]),
  );
  const fastCheck = speeds.map(({ ratioFastCheck }) => ratioFastCheck);
  const bare = speeds.map(({ ratioBare }) => ratioBare);
  const perStep = speeds.map(({ ratioBarePerStep }) => ratioBarePerStep);
  return [
    table,
    '',
    `heddle / fast-check: median ${formatRatio(median(fastCheck))} (asked: ${ASKED.fastCheckMedian}), minimum ${formatRatio(Math.min(...fastCheck))} (asked: ${ASKED.fastCheckMinimum})`,
    `bare / heddle: median ${formatRatio(median(bare))} (asked: at most ${ASKED.bareMedian}), minimum ${formatRatio(Math.min(...bare))}; per step: median ${formatRatio(median(perStep))}`,
    'bare runs the prompt order alone, heddle all strategies: where the steps differ, compare per step.',
    "noise: interquartile range of the rounds' own ratios bare / heddle.",
  ].join('\n');
}

export function formatMemory(memory: MemoryUse): string {
  const about = memory.distinctIsEstimate ? 'about ' : '';
  return [
    `memory: ${formatCount(memory.schedules)} schedules of "${memory.case}" in one exploration, ${about}${formatCount(memory.distinct)} distinct orderings:`,
    `  the live heap grew by ${memory.growthMiB} MiB at its peak; the bound is ${memory.boundMiB} MiB: ${memory.withinBound ? 'kept' : 'BROKEN'}`,
    `  distinct orderings are counted exactly up to ${formatCount(DISTINCT_KEPT_MAX)}, and estimated above (standard error about 0.5 %).`,
  ].join('\n');
}
