import fc from 'fast-check';
import { Random } from '../core/random.ts';
import type { Case } from './cases/case.ts';

/** Programs, each from a seed of its own: nothing was tuned on them, and nothing may be. */
const PROGRAMS = 16;
const FIRST_SEED = 71_001;
const TASKS_LEAST = 3;
const TASKS_MOST = 50;
const CALLS_MOST = 6;
/** Tasks that have a part in the failure, at most. */
const DEPTH_MOST = 4;

/** One call of one task, both from 0. */
interface CallOf {
  readonly task: number;
  readonly call: number;
}

/** What has to come before what. */
type Before = readonly [earlier: CallOf, later: CallOf];

/**
 * Programs whose make is drawn, and not thought out: how many tasks there are, how many calls each makes and on what, and
 * which order is the wrong one. That is of the two kinds that most bugs of real concurrent programs are of [bug-study]: an
 * order of calls of several tasks, or calls of others between two calls of a task that belong together.
 */
export const heldOut: readonly Case[] = Array.from({ length: PROGRAMS }, (_, i) => programOf(i));

function programOf(number: number): Case {
  const random = new Random(FIRST_SEED + number);
  // Sizes from the least to the most, each so many times as large as the one before.
  const growth = (TASKS_MOST / TASKS_LEAST) ** (number / (PROGRAMS - 1));
  const tasks = Math.round(TASKS_LEAST * growth);
  const keys = 1 + random.below(tasks);
  const calls = Array.from({ length: tasks }, () =>
    Array.from({ length: 2 + random.below(CALLS_MOST - 1) }, () => `key${random.below(keys)}`),
  );
  const depth = 2 + random.below(Math.min(DEPTH_MOST, tasks) - 1);
  const parts = drawTasks(depth, tasks, random);
  const isOrder = random.below(2) === 0;
  let wrong: readonly Before[];
  // What usually happens is no failure.
  do wrong = isOrder ? drawOrder(parts, calls, random) : drawIntrusions(parts, calls, random);
  while (wrong.every(isUsual));
  return {
    name: `${isOrder ? 'order' : 'atomicity'} ${number + 1}: ${depth} of ${tasks} tasks`,
    usual: {},
    workload: fc.constant({}),
    run(world) {
      const call = world.operation('call');
      const at = new Map<string, number>();
      calls.forEach((ownKeys, task) => {
        world.task(`t${task}`, async () => {
          for (const [n, key] of ownKeys.entries())
            await call(key, () => at.set(nameOf({ task, call: n }), at.size));
        });
      });
      const isSo = ([earlier, later]: Before): boolean =>
        (at.get(nameOf(earlier)) ?? 0) < (at.get(nameOf(later)) ?? 0);
      return () => (wrong.every(isSo) ? 'the wrong order' : undefined);
    },
  };
}

/** One call of each of those tasks, in the order in which the tasks were drawn. */
function drawOrder(
  parts: readonly number[],
  calls: readonly (readonly string[])[],
  random: Random,
): Before[] {
  const order = parts.map((task) => drawCall(task, calls, random));
  return order.slice(1).map((later, i) => [order[i] as CallOf, later]);
}

/** A call of each of the other tasks comes between two calls of the first that follow each other. */
function drawIntrusions(
  [task = 0, ...others]: readonly number[],
  calls: readonly (readonly string[])[],
  random: Random,
): Before[] {
  const call = random.below((calls[task]?.length ?? 2) - 1);
  return others.flatMap((other): Before[] => {
    const intruder = drawCall(other, calls, random);
    return [
      [{ task, call }, intruder],
      [intruder, { task, call: call + 1 }],
    ];
  });
}

function drawCall(task: number, calls: readonly (readonly string[])[], random: Random): CallOf {
  return { task, call: random.below(calls[task]?.length ?? 1) };
}

function drawTasks(count: number, tasks: number, random: Random): number[] {
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(random.below(tasks));
  return [...drawn];
}

/** In the prompt run the tasks take turns. */
function isUsual([earlier, later]: Before): boolean {
  return earlier.call === later.call ? earlier.task < later.task : earlier.call < later.call;
}

function nameOf({ task, call }: CallOf): string {
  return `${task}.${call}`;
}
