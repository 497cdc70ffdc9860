import { Explorer } from '../../explore/explorer.ts';
import { Program } from '../../explore/program.ts';
import { drawWorkloads, workloadCount } from '../../explore/workloads.ts';
import type { Case } from '../case.ts';
import type { Peer, Turn } from '../peer.ts';
import { scenarioOfCase } from './scenario-of-case.ts';

/** What `heddle run` makes of one scenario and variant unless told otherwise. */
export const RUNS_DEFAULT = 1_000;
/** Runs between two looks at the clock, as in `explore`. */
const RUNS_PER_LOOK = 16;
/** Real milliseconds of one slice, as in `explore`. */
const SLICE_MS = 50;

/** Captured at load: inside a slice the clock of `process` tells virtual time. */
const hrtime = process.hrtime.bigint.bind(process.hrtime);

export function programOfCase(one: Case): Program {
  return new Program(`bench/${one.name}`, scenarioOfCase(one), 'only');
}

export function explorerOf(program: Program, seed: number, runs = RUNS_DEFAULT): Explorer {
  const { id, scenario } = program;
  return new Explorer(program, seed, drawWorkloads(id, scenario, seed, workloadCount(scenario, runs)));
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
    let { schedules, steps, failing } = explorer;
    const add = (): void => {
      sum.schedules += explorer.schedules - schedules;
      sum.steps += explorer.steps - steps;
      sum.failing += explorer.failing - failing;
    };
    do {
      let more = true;
      for (let i = 0; i < RUNS_PER_LOOK && more; i++)
        more = explorer.schedules < RUNS_DEFAULT && explorer.next();
      if (more) continue;
      add();
      this.#seed += 1;
      explorer = this.#explorer = explorerOf(this.#program, this.#seed);
      ({ schedules, steps, failing } = explorer);
    } while (hrtime() < until);
    add();
  }
}
