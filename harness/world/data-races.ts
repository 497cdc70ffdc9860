import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stamped, stepOf } from '../core/stamp.ts';

/** How an access is synchronised: not at all, or by itself, as those of Go's `sync.Map` and of atomic values are. */
export type MemoryAccess = 'plain' | 'atomic';

/** Two accesses of one cell that were under way at the same time. */
export interface DataRace {
  /** The cell. */
  readonly cell: string;
  /** What each of them was, with the task whose it was: the earlier first. */
  readonly accesses: readonly [string, string];
  /** The step at which the later one began. */
  readonly step: number;
}

interface Access {
  readonly call: 'load' | 'store';
  readonly access: MemoryAccess;
  readonly task: string;
}

/**
 * A race detector for shared memory. Two accesses of a cell race when both are under way, at least one writes, and at
 * least one is plain: nothing orders them, so that a real machine may tear them, or Go end the program ("concurrent map
 * read and map write"), whatever order they take here. Who holds a lock never begins before the other has let go of it.
 * That is the definition of a race by two conflicting accesses that are both enabled, and needs no clocks.
 */
export class DataRaces {
  readonly #sim: Sim;
  readonly #underWay = new Map<string, Set<Access>>();
  readonly #name = recording.to?.nameFor('accesses') ?? '';
  readonly #found: DataRace[] = [];

  constructor(sim: Sim) {
    this.#sim = sim;
    sim.onRestart(() => this.#underWay.clear());
  }

  /** The first race of each cell, in the order in which they happened. */
  get found(): readonly DataRace[] {
    recording.to?.read(this.#name);
    return this.#found;
  }

  /** An access begins, by the task that runs now; returns what to call when it is over. */
  begin(cell: string, call: 'load' | 'store', access: MemoryAccess): () => void {
    recording.to?.write(this.#name, cell);
    const mine: Access = { call, access, task: this.#sim.taskName };
    const others = this.#underWay.get(cell) ?? new Set();
    this.#underWay.set(cell, others);
    for (const other of others) if (conflict(other, mine)) this.#note(cell, other, mine);
    others.add(mine);
    return () => {
      recording.to?.write(this.#name, cell);
      others.delete(mine);
    };
  }

  #note(cell: string, earlier: Access, later: Access): void {
    if (this.#found.some((race) => race.cell === cell)) return;
    const accesses = [told(earlier), told(later)] as const;
    this.#found.push(stamped('data races', { cell, accesses, step: stepOf(this.#sim) }));
  }
}

function conflict(one: Access, other: Access): boolean {
  return (
    (one.call === 'store' || other.call === 'store') &&
    !(one.access === 'atomic' && other.access === 'atomic')
  );
}

function told({ task, call, access }: Access): string {
  return `the ${access} ${call} of ${task}`;
}
