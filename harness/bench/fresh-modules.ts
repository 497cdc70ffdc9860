import * as shared from '@sinonjs/fake-timers';
import { promptPicker } from '../core/picker.ts';
import { fresh } from '../fresh/fresh.ts';
import { Program } from '../program/program.ts';
import { scenario } from '../scenario.ts';
import { median } from './statistics.ts';

/** What new state of a package costs: microseconds of CPU time for a run of two tasks. */
export interface FreshModules {
  readonly packageName: string;
  /** With the package as it was loaded, once for all runs. */
  readonly sharedUs: number;
  /** With the package evaluated anew in each run. */
  readonly freshUs: number;
}

const PACKAGE = '@sinonjs/fake-timers';
const RUNS = 1_000;

type FakeTimers = Pick<typeof shared, 'createClock'>;

async function microsecondsOf(timers: FakeTimers): Promise<number> {
  const story = scenario<FakeTimers>(
    'two tasks',
    { id: 'bench', variants: { only: timers } },
    {
      invariants: [],
      run: (sim, { createClock }) => {
        for (const name of ['a', 'b']) sim.task(name, () => typeof createClock);
        return () => [];
      },
    },
  );
  const program = new Program('bench/fresh', story, 'only');
  const begin = process.cpuUsage();
  await program.inSlice(() => {
    for (let run = 0; run < RUNS; run++) program.run({}, promptPicker);
  });
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / RUNS;
}

/** A package of some 2,000 lines, shared and fresh, in turns. The first round is to warm up. */
export async function measureFreshModules(rounds: number): Promise<FreshModules> {
  const own = fresh<FakeTimers>(PACKAGE, import.meta.url);
  const figures: { readonly sharedUs: number; readonly freshUs: number }[] = [];
  for (let round = 0; round <= rounds; round++)
    figures.push({ sharedUs: await microsecondsOf(shared), freshUs: await microsecondsOf(own) });
  const timed = figures.slice(1);
  return {
    packageName: PACKAGE,
    sharedUs: median(timed.map(({ sharedUs }) => sharedUs)),
    freshUs: median(timed.map(({ freshUs }) => freshUs)),
  };
}

export function formatFreshModules({ packageName, sharedUs, freshUs }: FreshModules): string {
  return `new module state (fresh), ${packageName}: ${freshUs.toFixed(1)} µs of CPU a run, shared ${sharedUs.toFixed(1)} µs`;
}
