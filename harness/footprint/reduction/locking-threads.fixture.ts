import { classOf } from './every-order.fixture.ts';
import { isNextRun } from './reduced-orders.fixture.ts';
import { ReducedSearch } from './reduced-search.ts';
import type { StepRecord } from './step-record.ts';

/** One atomic step of a thread, which has just been made: what it touched, and what it does to who waits. */
export interface ThreadStep {
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
  /** Goes on as soon as it has that mutex: first come, first served. */
  readonly locks?: string;
  readonly unlocks?: string;
  /** Gives the mutex back, and goes on once it was signalled and has the mutex again. */
  readonly waits?: readonly [condition: string, mutex: string];
  /** Lets the first that waits go on. */
  readonly signals?: string;
}

export interface ThreadProgram {
  /** Each `yield` is one step, and what is returned the last. */
  readonly threads: Readonly<Record<string, () => Generator<ThreadStep, ThreadStep | undefined, void>>>;
  /** What came of it. */
  readonly outcome: () => string;
}

interface Waiting {
  readonly thread: string;
  readonly mutex: string;
}

/** One run of such a program. */
class ThreadRun {
  readonly pending: string[] = [];
  readonly setup: StepRecord;
  readonly #threads: ReadonlyMap<string, Generator<ThreadStep, ThreadStep | undefined, void>>;
  readonly #outcome: () => string;
  readonly #steps = new Map<string, number>();
  readonly #holders = new Map<string, string>();
  readonly #forMutex: Waiting[] = [];
  readonly #forSignal: (Waiting & { readonly condition: string })[] = [];

  constructor({ threads, outcome }: ThreadProgram) {
    this.#threads = new Map(Object.entries(threads).map(([name, thread]) => [name, thread()]));
    this.#outcome = outcome;
    const record = recordOf('');
    for (const thread of this.#threads.keys()) this.#goOn(thread, record);
    this.setup = record;
  }

  get outcome(): string {
    const isStuck = this.#forMutex.length + this.#forSignal.length > 0;
    return isStuck ? 'deadlock' : this.#outcome();
  }

  take(name: string): StepRecord {
    const record = recordOf(name);
    const [thread = ''] = name.split('.');
    this.pending.splice(this.pending.indexOf(name), 1);
    const { value = {}, done = false } = this.#threads.get(thread)?.next() ?? {};
    const { reads = [], writes = [], locks, unlocks, waits, signals } = value;
    for (const read of reads) record.reads.add(read);
    for (const write of writes) record.writes.add(write);
    if (unlocks !== undefined) this.#unlock(unlocks, record);
    if (signals !== undefined) this.#signal(signals, record);
    if (waits !== undefined) {
      const [condition, mutex] = waits;
      record.writes.add(condition);
      this.#forSignal.push({ thread, condition, mutex });
      this.#unlock(mutex, record);
    } else if (locks !== undefined) this.#lock({ thread, mutex: locks }, record);
    else if (!done) this.#goOn(thread, record);
    return record;
  }

  #lock(waiting: Waiting, record: Recorded): void {
    const { thread, mutex } = waiting;
    record.writes.add(mutex);
    if (this.#holders.has(mutex)) this.#forMutex.push(waiting);
    else {
      this.#holders.set(mutex, thread);
      this.#goOn(thread, record);
    }
  }

  #unlock(mutex: string, record: Recorded): void {
    record.writes.add(mutex);
    this.#holders.delete(mutex);
    const at = this.#forMutex.findIndex((waiting) => waiting.mutex === mutex);
    const [next] = at < 0 ? [] : this.#forMutex.splice(at, 1);
    if (next !== undefined) this.#lock(next, record);
  }

  #signal(condition: string, record: Recorded): void {
    record.writes.add(condition);
    const at = this.#forSignal.findIndex((waiting) => waiting.condition === condition);
    const [next] = at < 0 ? [] : this.#forSignal.splice(at, 1);
    if (next !== undefined) this.#lock(next, record);
  }

  #goOn(thread: string, record: Recorded): void {
    const step = (this.#steps.get(thread) ?? 0) + 1;
    this.#steps.set(thread, step);
    const name = `${thread}.${step}`;
    this.pending.push(name);
    record.created.push({ name, opensInMs: 0, closesInMs: Infinity });
  }
}

/** What all interleavings come to, by brute force. @throws RangeError where there are more than `most` */
export function everyInterleaving(
  make: () => ThreadProgram,
  most: number,
): { readonly orders: number; readonly outcomes: ReadonlySet<string>; readonly classes: number } {
  const outcomes = new Set<string>();
  const classes = new Set<string>();
  let orders = 0;
  const explore = (path: readonly string[]): void => {
    const run = new ThreadRun(make());
    const records = path.map((name) => run.take(name));
    const { pending } = run;
    if (pending.length > 0) {
      for (const name of pending) explore([...path, name]);
      return;
    }
    if (++orders > most) throw new RangeError(`There are more than ${most} orders.`);
    outcomes.add(run.outcome);
    classes.add(classOf(records));
  };
  explore([]);
  return { orders, outcomes, classes: classes.size };
}

/** What the reduced search of such a program comes to. */
export function reducedInterleavings(make: () => ThreadProgram): {
  readonly runs: number;
  readonly blocked: number;
  readonly orders: number | undefined;
  readonly outcomes: ReadonlySet<string>;
} {
  const search = new ReducedSearch();
  const outcomes = new Set<string>();
  let [runs, blocked] = [0, 0];
  let orders: number | undefined = 0;
  do {
    const run = new ThreadRun(make());
    search.begin(run.setup);
    while (run.pending.length > 0) {
      const pending = [...run.pending];
      const options = pending.map((name) => ({ name, events: [name], isAlone: true, isFault: false }));
      const option = search.choose({ options, pending, live: pending, mayFail: false, isForeseeable: true });
      if (option === undefined) break;
      search.stepped(run.take(option.name));
    }
    if (search.end(run.pending) !== 'complete') blocked += 1;
    else {
      runs += 1;
      outcomes.add(run.outcome);
      orders = orders === undefined || search.orders === undefined ? undefined : orders + search.orders;
    }
  } while (isNextRun(search));
  return { runs, blocked, orders, outcomes };
}

type Recorded = ReturnType<typeof recordOf>;

function recordOf(name: string) {
  return {
    name,
    reads: new Set<string>(),
    writes: new Set<string>(),
    commutes: new Set<string>(),
    created: [] as StepRecord['created'][number][],
    delivered: name === '' ? [] : [name],
    withdrawn: [] as string[],
    readsClock: false,
  } satisfies StepRecord;
}
