import { RUNS_DEFAULT } from '../../explore/explore-options.ts';
import { Explorer } from '../../explore/explorer.ts';
import { reportFirst } from '../../explore/report-failure.ts';
import type { Strategy } from '../../strategies/strategy.ts';
import type { ReportedFinding } from '../../result.ts';
import { Program } from '../../program/program.ts';
import { drawWorkloads, workloadCount } from '../../program/workloads.ts';
import type { Case } from '../cases/case.ts';
import type { Peer, Turn } from './peer.ts';
import { scenarioOfCase } from './scenario-of-case.ts';

/** Runs between two looks at the clock, as in `explore`. */
const RUNS_PER_LOOK = 16;
/** Runs of one search for a first failure before the thread is given back. */
const RUNS_PER_SLICE = 512;
/** Real milliseconds of one slice, as in `explore`. */
const SLICE_MS = 50;

/** Captured at load: inside a slice the clock of `process` tells virtual time. */
const hrtime = process.hrtime.bigint.bind(process.hrtime);

/** @param generated whether it works on generated workloads, and not on the usual one */
export function programOfCase(one: Case, generated = false): Program {
  return new Program(`bench/${one.name}`, scenarioOfCase(one, generated), 'only');
}

/** @param alone the one strategy that is used after the prompt run, instead of all */
export function explorerOf(program: Program, seed: number, runs = RUNS_DEFAULT, alone?: Strategy): Explorer {
  const { id, scenario } = program;
  const workloads = drawWorkloads(id, scenario, seed, workloadCount(scenario, runs));
  return new Explorer(program, seed, workloads, alone === undefined ? {} : { strategies: [alone] });
}

/** Explores until a run fails. How many runs that took, the failing one included; nothing if none fails in `runsMax`. */
export async function runUntilFailure(
  program: Program,
  explorer: Explorer,
  runsMax: number,
): Promise<number | undefined> {
  let more = true;
  while (more && explorer.statistics.failing === 0 && explorer.statistics.schedules < runsMax) {
    await program.inSlice(() => {
      for (let i = 0; i < RUNS_PER_SLICE && more && explorer.statistics.failing === 0; i++)
        more = explorer.next();
    });
  }
  return explorer.statistics.failing === 0 ? undefined : explorer.statistics.schedules;
}

/** What `heddle run` would report of the first failure that the explorer found: shrunk, and with a token. */
export function reportFirstFailure(program: Program, explorer: Explorer): Promise<ReportedFinding> {
  const [failure] = explorer.statistics.failures.values();
  if (failure === undefined) throw new Error('The exploration found no failure.');
  return program.inSlice(() => reportFirst(program, explorer, failure));
}

/**
 * This engine as `heddle run` uses it: its explorer with all strategies in turn, in slices of 50 ms, with all that a
 * slice takes over and gives back; one exploration of 1,000 runs after the other, each from the next seed.
 */
export class HeddlePeer implements Peer {
  readonly name = 'heddle';
  readonly #program: Program;
  #seed = 0;
  #explorer: Explorer;

  constructor(one: Case) {
    this.#program = programOfCase(one);
    this.#explorer = explorerOf(this.#program, this.#seed);
  }

  async turn(ms: number): Promise<Turn> {
    const sum = { schedules: 0, steps: 0, failing: 0 };
    const startedAt = hrtime();
    const endsAt = startedAt + BigInt(Math.round(ms * 1e6));
    while (hrtime() < endsAt) await this.#program.inSlice(() => this.#slice(endsAt, sum));
    return { ...sum, seconds: Number(hrtime() - startedAt) / 1e9 };
  }

  #slice(endsAt: bigint, sum: { schedules: number; steps: number; failing: number }): void {
    const sliceEndsAt = hrtime() + BigInt(SLICE_MS) * 1_000_000n;
    const until = endsAt < sliceEndsAt ? endsAt : sliceEndsAt;
    let explorer = this.#explorer;
    let { schedules, steps, failing } = explorer.statistics;
    const add = (): void => {
      sum.schedules += explorer.statistics.schedules - schedules;
      sum.steps += explorer.statistics.steps - steps;
      sum.failing += explorer.statistics.failing - failing;
    };
    do {
      let more = true;
      for (let i = 0; i < RUNS_PER_LOOK && more; i++)
        more = explorer.statistics.schedules < RUNS_DEFAULT && explorer.next();
      if (more) continue;
      add();
      this.#seed += 1;
      explorer = this.#explorer = explorerOf(this.#program, this.#seed);
      ({ schedules, steps, failing } = explorer.statistics);
    } while (hrtime() < until);
    add();
  }
}
