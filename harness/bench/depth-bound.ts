import { pctcp } from '../strategies/pctcp.ts';
import { type DepthProgram, depthPrograms } from './depth-programs.ts';
import { explorerOf, programOfCase } from './peers/heddle.ts';
import { type Interval, wilsonInterval } from './statistics.ts';

/** How often PCTCP hits a bug of known depth, and how often it has to. */
export interface DepthMeasurement {
  readonly depth: number;
  readonly events: number;
  readonly width: number;
  readonly trials: number;
  readonly hits: number;
  readonly frequency: number;
  /** 99 %. */
  readonly interval: Interval;
  /** 1 / (w² n^(d−1)) */
  readonly bound: number;
  /** Whether the whole interval lies above the bound. */
  readonly holds: boolean;
}

/** Standard deviations that leave out 1 % of a normal distribution. */
const Z_99 = 2.5758;

export async function measureDepthBounds(trials: number): Promise<DepthMeasurement[]> {
  const measured: DepthMeasurement[] = [];
  for (const one of depthPrograms) measured.push(await measureDepthBound(one, trials));
  return measured;
}

async function measureDepthBound(
  { depth, events, width, program: one }: DepthProgram,
  trials: number,
): Promise<DepthMeasurement> {
  const strategy = pctcp(depth);
  const program = programOfCase(one);
  const explorer = explorerOf(program, depth, trials, strategy);
  await program.inSlice(() => {
    // The prompt run comes first, and is no trial.
    while (explorer.statistics.schedules <= trials) explorer.next();
  });
  const hits = explorer.statistics.tallies.get(strategy.name)?.failing ?? 0;
  const interval = wilsonInterval(hits, trials, Z_99);
  const bound = 1 / (width ** 2 * events ** (depth - 1));
  const frequency = hits / trials;
  return { depth, events, width, trials, hits, frequency, interval, bound, holds: interval.low >= bound };
}
