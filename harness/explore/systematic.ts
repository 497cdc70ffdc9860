import {
  CANCELLATION,
  CRASHING,
  DECISION_LENGTH,
  ExceptionPicker,
  FAULT,
  HOLD,
  RELEASE,
  TOGETHER,
} from './exception-picker.ts';
import type { Faults, Parameters, Sites, Strategy } from './strategy.ts';

/** A run that was made, and where one exception more could be made to it. */
interface Parent {
  readonly decisions: Parameters;
  /** Absent where too much is kept already: the run is made once more when its turn comes. */
  readonly sites: Sites | undefined;
}

type Runs = Generator<Parameters, void, ExceptionPicker>;

/** Numbers in the sites of one level that are kept at most, 2 MB. */
const KEPT_MAX = 250_000;
/** Runs of one level that the next stands on at most; where a level has more, the next one is not complete. */
const PARENTS_MAX = 10_000;

/**
 * All schedules with one exception, then with two, and so on, delivery at the earliest moment: delay bounding (Emmi,
 * Qadeer, Rakamarić, POPL 2011), where an exception is a hold, a fault, a cancellation, a crash, or two replies in one
 * chunk. Complete for up to k exceptions when it has come to k + 1; about n² runs for one hold among n events.
 *
 * A schedule is a list of decisions in order of time, which makes it unique: a run with an event held for ever shows
 * the moments at which it could have gone, each of which is a run of its own; and every run shows, after its last
 * decision, where the next exception could be made.
 */
export const systematic: Strategy<ExceptionPicker> = {
  name: 'systematic',
  samples: false,
  *plan({ profile, faults }) {
    let parents: Parent[] = [{ decisions: [], sites: profile.sites }];
    while (parents.length > 0) {
      const children = new Children();
      yield* alternate(holds(parents, children), strikes(parents, children, faults));
      parents = children.list;
    }
  },
  picker: (parameters, { faults }) => new ExceptionPicker(parameters, faults),
  level: (parameters) => decisionsOf(parameters).filter(([kind]) => kind !== RELEASE).length,
};

/** Collects the runs of one level as parents of the next. */
class Children {
  readonly list: Parent[] = [];
  #kept = 0;

  add(decisions: Parameters, picker: ExceptionPicker): void {
    // The decision had no moment to take effect: some other run is the same.
    if (picker.lastStep < 0 || this.list.length >= PARENTS_MAX) return;
    const keep = this.#kept < KEPT_MAX;
    const sites = keep ? sitesAfter(decisions, picker) : undefined;
    if (sites !== undefined) {
      this.#kept += 3 * sites.delivered.length + sites.cancels.length + sites.partners.length;
    }
    this.list.push({ decisions, sites });
  }
}

/** What overtakes at the moment of a hold may be held at that moment, too; all else comes later. */
function sitesAfter(decisions: Parameters, picker: ExceptionPicker): Sites {
  const last = decisions.at(-DECISION_LENGTH);
  const taken = last === undefined || last === HOLD ? 0 : last === TOGETHER ? 2 : 1;
  return picker.sites(picker.lastStep + taken);
}

function* sitesOf(parent: Parent): Generator<Parameters, Sites, ExceptionPicker> {
  return parent.sites ?? sitesAfter(parent.decisions, yield parent.decisions);
}

/** Each parent with one hold more. */
function* holds(parents: readonly Parent[], children: Children): Runs {
  for (const parent of parents) {
    const { from, delivered, contested } = yield* sitesOf(parent);
    const held = new Set(heldIn(parent.decisions));
    for (const step of contested) {
      const event = delivered[step - from] as number;
      if (!held.has(event)) yield* withReleases([...parent.decisions, HOLD, event, 0], children);
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
    const startsAt = sites.from + (parent.decisions.at(-DECISION_LENGTH) === HOLD ? 1 : 0);
    for (const decision of strikesAt(sites, startsAt, faultsIn(parent.decisions) < faults.budget && faults)) {
      yield* withReleases([...parent.decisions, ...decision], children);
    }
  }
}

function* strikesAt(sites: Sites, startsAt: number, faults: Faults | false): Generator<Parameters> {
  const { from, delivered, partners, cancels } = sites;
  for (let i = 0; i < partners.length; i += 2) {
    const first = partners[i] as number;
    if (delivered.indexOf(first) >= startsAt - from) yield [TOGETHER, first, partners[i + 1] as number];
  }
  if (faults === false) return;
  for (let i = startsAt - from; i < delivered.length; i++) {
    for (let fault = 0; fault < (sites.faults[i] as number); fault++) {
      yield [FAULT, delivered[i] as number, fault];
    }
  }
  for (let i = 0; i < cancels.length; i += 2) {
    const step = cancels[i] as number;
    if (step >= startsAt) yield [CANCELLATION, step, cancels[i + 1] as number];
  }
  if (!faults.crash) return;
  for (let step = startsAt; step < from + delivered.length; step++) yield [CRASHING, step, 0];
}

function heldIn(decisions: Parameters): number[] {
  return decisionsOf(decisions)
    .filter(([kind]) => kind === HOLD)
    .map(([, event]) => event);
}

function faultsIn(decisions: Parameters): number {
  return decisionsOf(decisions).filter(
    ([kind]) => kind === FAULT || kind === CANCELLATION || kind === CRASHING,
  ).length;
}

function decisionsOf(parameters: Parameters): [kind: number, what: number][] {
  const decisions: [number, number][] = [];
  for (let i = 0; i < parameters.length; i += DECISION_LENGTH) {
    decisions.push([parameters[i] as number, parameters[i + 1] as number]);
  }
  return decisions;
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
