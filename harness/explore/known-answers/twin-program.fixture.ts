import type { Random } from '../../core/random.ts';

/** Virtual milliseconds from issue to completion: [least, most]. */
export type Window = readonly [number, number];

/** One await of a task, which is one event (two where it is a read that is split). */
export type Step =
  | { readonly op: 'read'; readonly cell: string; readonly window: Window; readonly split: boolean }
  | { readonly op: 'write'; readonly cell: string; readonly window: Window }
  | { readonly op: 'lock' | 'unlock'; readonly name: string }
  | { readonly op: 'send' | 'receive'; readonly channel: string }
  | { readonly op: 'sleep'; readonly ms: number }
  | { readonly op: 'spawn'; readonly task: string };

/**
 * A small concurrent program. Each task has a register, 1 at first. A read adds the cell to it, a write stores it, a
 * send sends it, a receive adds what comes. Locks and channels serve in order of arrival; a send never waits.
 */
export interface TwinProgram {
  /** Steps by task. Tasks that no step spawns start by themselves. */
  readonly tasks: Readonly<Record<string, readonly Step[]>>;
  /** Whether tasks start at once, and can be cancelled. */
  readonly isCancellable?: boolean;
}

/** Tasks that start by themselves. */
export function rootsOf({ tasks }: TwinProgram): string[] {
  const spawned = new Set(
    Object.values(tasks).flatMap((steps) => steps.flatMap((step) => (step.op === 'spawn' ? step.task : []))),
  );
  return Object.keys(tasks).filter((task) => !spawned.has(task));
}

const CELLS = ['x', 'y'];
const LOCKS = ['a', 'b'];

/** Two or three tasks of up to four steps, one of which may spawn one more. */
export function randomProgram(random: Random): TwinProgram {
  const tasks: Record<string, Step[]> = {};
  const count = 2 + random.below(2);
  for (let t = 0; t < count; t++)
    tasks[`t${t}`] = randomSteps(random, t, 1 + random.below(count === 2 ? 4 : 2));
  if (random.below(3) === 0) {
    const parent = tasks[`t${random.below(count)}`] as Step[];
    tasks['child'] = randomSteps(random, count, 1 + random.below(2));
    parent.splice(random.below(parent.length + 1), 0, { op: 'spawn', task: 'child' });
  }
  return { tasks };
}

function randomSteps(random: Random, task: number, count: number): Step[] {
  const steps: Step[] = [];
  while (steps.length < count) {
    const kind = random.below(7);
    const cell = CELLS[random.below(2)] as string;
    if (kind <= 1)
      steps.push({ op: 'read', cell, window: randomWindow(random), split: random.below(3) === 0 });
    else if (kind === 2) steps.push({ op: 'write', cell, window: randomWindow(random) });
    else if (kind === 3) steps.push({ op: 'send', channel: 'c' });
    else if (kind === 4) steps.push({ op: 'receive', channel: 'c' });
    // No two timers last equally long: Node keeps an order among those, which is tested elsewhere.
    else if (kind === 5)
      steps.push({ op: 'sleep', ms: 10 * (steps.length + 1) + task + random.below(2) * 40 });
    else steps.push(...lockedSteps(random, cell));
  }
  return steps;
}

/** Sometimes the lock is never given back. */
function lockedSteps(random: Random, cell: string): Step[] {
  const name = LOCKS[random.below(2)] as string;
  const inner: Step = { op: 'write', cell, window: randomWindow(random) };
  const taken: Step[] = [{ op: 'lock', name }, inner];
  return random.below(4) === 0 ? taken : [...taken, { op: 'unlock', name }];
}

function randomWindow(random: Random): Window {
  if (random.below(2) === 0) return [0, Infinity];
  const least = 2 * random.below(20);
  return [least, random.below(3) === 0 ? Infinity : least + random.below(40)];
}
