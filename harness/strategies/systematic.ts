import { CANCELLATION, CRASHING, DECISION_LENGTH, FAULT, HOLD, KILLING, RELEASE } from './decisions.ts';
import { ExceptionPicker } from './exception-picker.ts';
import type { Faults } from '../core/faults.ts';
import type { Parameters, Sites, Strategy } from './strategy.ts';

/** A run that was made, and where one exception more could be made to it. */
interface Parent {
  readonly decisions: Parameters;
  /** Absent where too much is kept already: the run is made once more when its turn comes. */
  readonly sites: Sites | undefined;
}

type Runs = Generator<Parameters, void, ExceptionPicker>;

/**
 * Runs in which it goes before all others. With 20 to 24 of them the portfolio keeps to three times the best strategy and
 * 10 runs on all programs of the bench, large and small; without an end it does not on small ones of three holds.
 */
const EARLY_RUNS = 24;

/** Numbers in the sites of one level that are kept at most, 2 MB. */
const KEPT_MAX = 250_000;
/** Runs of one level that the next stands on at most; where a level has more, the next one is not complete. */
const PARENTS_MAX = 10_000;

/**
 * All schedules with one exception, then with two, and so on, delivery at the earliest moment: [delay-bounding],
 * where an exception is a hold, a fault, a cancellation, a kill, a crash, or two replies in one
 * chunk. Complete for up to k exceptions when it has come to k + 1, but that no event is held for ever while a task
 * polls; about n² runs for one hold among n events.
 *
 * A schedule is a list of decisions in order of time, which makes it unique: a run with an event held for ever shows
 * the moments at which it could have gone, each of which is a run of its own; and every run shows, after its last
 * decision, where the next exception could be made.
 */
export const systematic: Strategy<ExceptionPicker> = {
  name: 'systematic',
  samples: false,
  // One exception finds what many need; of two or three there are too many runs to wait for all.
  early: { runs: EARLY_RUNS, weight: 9 },
  *plan({ profile, faults }) {
    let parents: Parent[] = [{ decisions: [], sites: profile.sites }];
    while (parents.length > 0) {
      const children = new Children();
      yield* alternate(holds(parents, children), strikes(parents, children, faults));
      parents = children.list;
    }
  },
  picker: (parameters, setting) => new ExceptionPicker(parameters, setting),
  level: (parameters) => countDecisions(parameters, (kind) => kind !== RELEASE),
};

/** Collects the runs of one level as parents of the next. */
class Children {
  readonly list: Parent[] = [];
  #kept = 0;

  add(decisions: Parameters, picker: ExceptionPicker): void {
    // The decision had no moment to take effect: some other run is the same.
    if (picker.lastStep < 0 || this.list.length >= PARENTS_MAX) return;
    const sites = this.#kept < KEPT_MAX ? picker.sites : undefined;
    if (sites !== undefined) this.#kept += sites.holds.length + sites.strikes.length;
    this.list.push({ decisions, sites });
  }
}

function* sitesOf(parent: Parent): Generator<Parameters, Sites, ExceptionPicker> {
  return parent.sites ?? (yield parent.decisions).sites;
}

/** Each parent with one hold more. */
function* holds(parents: readonly Parent[], children: Children): Runs {
  for (const parent of parents) {
    const sites = yield* sitesOf(parent);
    for (const event of sites.holds) {
      if (isHeld(parent.decisions, event)) continue;
      yield* withReleases([...parent.decisions, HOLD, event, 0], children);
    }
  }
}

/** A run, and the same with each event that it holds released at each moment after its last decision. */
function* withReleases(decisions: Parameters, children: Children): Runs {
  const picker = yield decisions;
  children.add(decisions, picker);
  const { passed } = picker;
  for (let i = 0; i < passed.length; i += 2) {
    yield* withReleases([...decisions, RELEASE, passed[i] as number, passed[i + 1] as number], children);
  }
}

/** Each parent with one exception more that is not a hold. */
function* strikes(parents: readonly Parent[], children: Children, faults: Faults): Runs {
  for (const parent of parents) {
    const sites = yield* sitesOf(parent);
    const left = faults.budget - countDecisions(parent.decisions, isFault);
    for (let i = 0; i < sites.strikes.length; i += DECISION_LENGTH) {
      const decision = sites.strikes.slice(i, i + DECISION_LENGTH);
      if (left === 0 && isFault(decision[0] as number)) continue;
      yield* withReleases([...parent.decisions, ...decision], children);
    }
  }
}

function isFault(kind: number): boolean {
  return kind === FAULT || kind === CANCELLATION || kind === KILLING || kind === CRASHING;
}

function isHeld(decisions: Parameters, event: number): boolean {
  for (let i = 0; i < decisions.length; i += DECISION_LENGTH) {
    if (decisions[i] === HOLD && decisions[i + 1] === event) return true;
  }
  return false;
}

function countDecisions(decisions: Parameters, counts: (kind: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < decisions.length; i += DECISION_LENGTH) if (counts(decisions[i] as number)) count += 1;
  return count;
}

/** One run of the first, one of the second, and so on, until both are at their end. */
function* alternate(...sources: Runs[]): Runs {
  let pending = sources.map((runs) => ({ runs, picker: undefined as ExceptionPicker | undefined }));
  while (pending.length > 0) {
    const left = [];
    for (const source of pending) {
      const next = source.picker === undefined ? source.runs.next() : source.runs.next(source.picker);
      if (next.done === true) continue;
      source.picker = yield next.value;
      left.push(source);
    }
    pending = left;
  }
}
