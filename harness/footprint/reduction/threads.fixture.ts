import { isNextRun } from './reduced-orders.fixture.ts';
import { ReducedSearch, type RunEnd } from './reduced-search.ts';
import type { LocationKey } from '../recording/conflict.ts';
import type { StepRecord } from './step-record.ts';

/** What an atomic step does to one location: looks, changes, or both. */
export interface Access {
  readonly reads?: readonly LocationKey[];
  readonly writes?: readonly LocationKey[];
}

/** A thread: each `yield` is one atomic step, which has just been made. */
export type Thread = () => Generator<Access, void, void>;

/** How many runs it takes to go through all that threads can do, each step of a thread making its next possible. */
export function runsOf(threads: () => readonly Thread[]): Record<RunEnd, number> {
  const search = new ReducedSearch();
  const ends = { complete: 0, blocked: 0, infeasible: 0 };
  do {
    const running = new Map(threads().map((thread, number) => [`${number}.1`, thread()]));
    search.begin({ ...recordOf('', {}), created: [...running.keys()].map(created) });
    while (running.size > 0) {
      const pending = [...running.keys()];
      const options = pending.map((name) => ({ name, events: [name], isAlone: true, isFault: false }));
      const option = search.choose({ options, pending, live: pending, mayFail: false, isForeseeable: true });
      if (option === undefined) break;
      search.stepped(step(running, option.name));
    }
    ends[search.end([...running.keys()])] += 1;
  } while (isNextRun(search));
  return ends;
}

function step(running: Map<string, Generator<Access, void, void>>, name: string): StepRecord {
  const thread = running.get(name);
  if (thread === undefined) throw new Error(`${name} is not pending.`);
  running.delete(name);
  const { value, done } = thread.next();
  if (done === true) return recordOf(name, {});
  const [number = '', count = ''] = name.split('.');
  const next = `${number}.${Number(count) + 1}`;
  running.set(next, thread);
  return { ...recordOf(name, value ?? {}), created: [created(next)] };
}

function created(name: string): StepRecord['created'][number] {
  return { name, opensInMs: 0, closesInMs: Infinity };
}

function recordOf(name: string, { reads = [], writes = [] }: Access): StepRecord {
  return {
    name,
    reads: new Set(reads),
    writes: new Set(writes),
    commutes: new Set(),
    created: [],
    delivered: name === '' ? [] : [name],
    withdrawn: [],
    readsClock: false,
  };
}
