import type { Faults } from '../core/faults.ts';
import type { Program } from '../program/program.ts';
import type { Schedule } from '../schedule/exceptions.ts';
import { Replayer, type ReplayLimits } from '../schedule/replayer.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { SystematicSearch } from './systematic-search.ts';

/**
 * What came of the runs that were made to shrink failures of one program. Several failures often show in one run, and
 * what makes one smaller asks for the runs that another has asked for: each is made once.
 */
export class KnownRuns {
  readonly #replays = new Map<string, Outcome>();
  readonly #searches = new Map<Faults, Map<string, SystematicSearch>>();

  /** What comes of a schedule that is proposed. */
  replay(program: Program, workload: unknown, schedule: Schedule, limits: ReplayLimits | undefined): Outcome {
    const key = JSON.stringify([limits?.stepsMax, limits?.idleMax, workload, schedule]);
    const known = this.#replays.get(key);
    if (known !== undefined) return known;
    const picker = (): Replayer => new Replayer(schedule, limits);
    const outcome = outcomeOf(program.run(workload, picker(), picker));
    this.#replays.set(key, outcome);
    return outcome;
  }

  /** The systematic search of a workload. */
  search(program: Program, workload: unknown, faults: Faults): SystematicSearch {
    let searches = this.#searches.get(faults);
    if (searches === undefined) this.#searches.set(faults, (searches = new Map<string, SystematicSearch>()));
    const key = JSON.stringify([workload]);
    let search = searches.get(key);
    if (search === undefined) searches.set(key, (search = new SystematicSearch(program, workload, faults)));
    return search;
  }
}
