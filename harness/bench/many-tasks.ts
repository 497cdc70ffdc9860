import fc from 'fast-check';
import { Random } from '../core/random.ts';
import type { Case } from './cases/case.ts';

/** Of the events of n tasks, which have to come in which order for the failure: each pair, the first before the second. */
type Order = readonly (readonly [earlier: string, later: string])[];

export interface Size {
  readonly tasks: number;
  /** Calls of each task, one after the other; its start is one event more. */
  readonly calls: number;
  /** Tasks that have a part in the failure. */
  readonly depth: number;
}

/** How the calls of those tasks have to lie to each other: what one strategy hits often another all but never hits. */
const shapes: Readonly<Record<string, (parts: readonly number[], calls: number) => Order>> = {
  /** One call of each, the later the task was made the earlier. */
  reversed: (parts, calls) => {
    const middle = Math.ceil(calls / 2);
    return pairs(parts.toReversed().map((task) => name(task, middle)));
  },
  /** Each task ends before the one that was made before it gets its first reply. */
  serial: (parts, calls) =>
    parts.slice(1).map((task, i) => [name(task, calls), name(parts[i] as number, 1)] as const),
  /** Each task's first reply comes before, and its last after, all of the next one. */
  nested: (parts, calls) =>
    pairs([...parts.map((task) => name(task, 1)), ...parts.toReversed().map((task) => name(task, calls))]),
};

const sizes: Readonly<Record<string, readonly Size[]>> = {
  reversed: [
    { tasks: 5, calls: 4, depth: 4 },
    { tasks: 20, calls: 4, depth: 4 },
    { tasks: 50, calls: 3, depth: 4 },
  ],
  serial: [
    { tasks: 3, calls: 6, depth: 3 },
    { tasks: 10, calls: 4, depth: 3 },
    { tasks: 20, calls: 4, depth: 3 },
    { tasks: 50, calls: 3, depth: 3 },
  ],
  nested: [
    { tasks: 3, calls: 4, depth: 3 },
    { tasks: 10, calls: 4, depth: 3 },
    { tasks: 35, calls: 3, depth: 2 },
    { tasks: 50, calls: 3, depth: 2 },
  ],
};

/** Programs of 3 to 50 tasks, of which a few in a rare order bring the failure about; the others are in the way. */
export const manyTasks: readonly Case[] = Object.entries(sizes).flatMap(([shape, those]) =>
  those.map((size) => programOf(shape, size)),
);

function programOf(shape: string, { tasks, calls, depth }: Size): Case {
  const random = new Random(tasks);
  const parts = new Set<number>();
  while (parts.size < depth) parts.add(random.below(tasks));
  const order =
    shapes[shape]?.(
      [...parts].sort((a, b) => a - b),
      calls,
    ) ?? [];
  return {
    name: `${shape}: ${depth} of ${tasks} tasks`,
    usual: {},
    workload: fc.constant({}),
    run(world) {
      const call = world.operation('call');
      const at = new Map<string, number>();
      for (let task = 0; task < tasks; task++) {
        world.task(`t${task}`, async () => {
          for (let n = 1; n <= calls; n++) await call(String(n), () => at.set(name(task, n), at.size));
        });
      }
      const wrong = ([earlier, later]: Order[number]): boolean =>
        (at.get(earlier) ?? 0) < (at.get(later) ?? 0);
      return () => (order.every(wrong) ? 'the rare order' : undefined);
    },
  };
}

function name(task: number, call: number): string {
  return `${task}.${call}`;
}

function pairs(names: readonly string[]): Order {
  return names.slice(1).map((later, i) => [names[i] as string, later] as const);
}
