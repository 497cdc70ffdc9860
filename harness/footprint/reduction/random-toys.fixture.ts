import type { Random } from '../../core/random.ts';
import type { ToyAction, ToyEvent, ToyProgram, ToyStrike } from './toy-program.fixture.ts';

export interface ToyTraits {
  /** Whether windows close. */
  readonly timed: boolean;
  /** Whether there are faults, cancellations and chunks. */
  readonly disturbed: boolean;
  /** Whether some ask what time it is. */
  readonly askTime?: boolean;
  /** Whether some come in the order in which they were made. */
  readonly queued?: boolean;
}

const CELLS = ['x', 'y', 'z'];

/** Two to seven events, each made at first or by another; some take others back. */
export function randomToy(
  random: Random,
  { timed, disturbed, askTime = false, queued = false }: ToyTraits,
): ToyProgram {
  const count = 3 + random.below(5);
  const names = Array.from({ length: count }, (_, i) => `e${i}`);
  const actions = names.map(() => randomActions(random));
  const roots: string[] = [];
  const requests = new Map<string, string>();
  names.forEach((event, i) => {
    if (i < 2 || random.below(2) === 0) roots.push(event);
    else {
      const op = random.below(4) === 0 ? 'createIfOdd' : 'create';
      const request = random.below(i);
      const creator = actions[request] ?? [];
      if (timed && random.below(3) === 0) requests.set(event, names[request] ?? '');
      creator.push(op === 'create' ? { op, event } : { op, event, cell: cellOf(random) });
    }
  });
  const events: Record<string, ToyEvent> = {};
  const windowInQueue = queued ? randomWindow(random) : undefined;
  names.forEach((name, i) => {
    const own = actions[i] ?? [];
    const request = requests.get(name);
    if (askTime && random.below(3) === 0) own.push({ op: 'readClock' });
    if (random.below(5) === 0) own.push({ op: 'withdraw', event: names[random.below(count)] ?? '' });
    const isQueued = windowInQueue !== undefined && request === undefined && random.below(2) === 0;
    events[name] = {
      window: isQueued ? windowInQueue : timed ? randomWindow(random) : [0, Infinity],
      actions: own,
      ...(isQueued && { queue: 'q' }),
      ...(request !== undefined && { isReplyTo: request }),
      ...(disturbed && random.below(3) === 0 && { mayFail: true }),
      ...(disturbed && !queued && i > 0 && random.below(5) === 0 && { with: names[random.below(i)] ?? '' }),
      ...(timed && i > 1 && random.below(6) === 0 && { isIdle: true }),
    };
  });
  return { events, roots, ...(disturbed && disturbance(random, names, events)) };
}

function disturbance(
  random: Random,
  names: readonly string[],
  events: Record<string, ToyEvent>,
): Pick<ToyProgram, 'strikes' | 'budget'> {
  const strikes: Record<string, ToyStrike> = {};
  for (let i = 0; i < random.below(2); i++) {
    const creates = `after${i}`;
    events[creates] = { window: [0, Infinity], actions: randomActions(random) };
    strikes[`cancel${i}`] = { withdraws: names[random.below(names.length)] ?? '', creates };
  }
  return { strikes, budget: random.below(3) };
}

function randomActions(random: Random): ToyAction[] {
  return Array.from({ length: random.below(3) }, (): ToyAction => {
    const kind = random.below(6);
    const cell = cellOf(random);
    if (kind === 5) return { op: 'writeIfOdd', cell, other: cellOf(random) };
    return { op: kind < 2 ? 'read' : kind < 4 ? 'write' : 'add', cell };
  });
}

function cellOf(random: Random): string {
  return CELLS[random.below(CELLS.length)] ?? 'x';
}

function randomWindow(random: Random): readonly [number, number] {
  if (random.below(3) === 0) return [0, Infinity];
  const least = random.below(12);
  return [least, random.below(4) === 0 ? Infinity : least + random.below(12) * random.below(2)];
}
