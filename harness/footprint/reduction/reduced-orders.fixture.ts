import { ReducedSearch, type TimeRule } from './reduced-search.ts';
import { type ToyProgram, ToyRun } from './toy-program.fixture.ts';

export interface ReducedOrders {
  runs: number;
  blocked: number;
  infeasible: number;
  readonly outcomes: Set<string>;
  /** That the runs stand for; undefined where that is not known. */
  orders: number | undefined;
}

/** What the reduced search of a toy program comes to. */
export function reducedOrders(program: ToyProgram, time: TimeRule = 'constraints'): ReducedOrders {
  const search = new ReducedSearch(time);
  const found: ReducedOrders = { runs: 0, blocked: 0, infeasible: 0, outcomes: new Set(), orders: 0 };
  do {
    const run = new ToyRun(program);
    search.begin(run.setup);
    while (!run.isOver) {
      const option = search.choose(time === 'clock' ? run.pointInTime : run.point);
      if (option === undefined) break;
      search.stepped(run.take(option));
    }
    const end = search.end(run.pending);
    if (end === 'blocked') found.blocked += 1;
    else if (end === 'infeasible') found.infeasible += 1;
    else {
      found.runs += 1;
      const { orders } = search;
      found.orders = found.orders === undefined || orders === undefined ? undefined : found.orders + orders;
      found.outcomes.add(run.outcome);
    }
  } while (isNextRun(search));
  return found;
}

/** Goes on to the next run, if there is one. */
export function isNextRun(search: ReducedSearch): boolean {
  for (;;) {
    const { what } = search.next();
    if (what !== 'nothing yet') return what === 'run';
  }
}
