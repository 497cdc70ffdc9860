import { firstKept } from '../program/first-kept.ts';
import { expect, test } from 'vitest';
import type { Event } from '../core/event.ts';
import { type Choice, type ChoicePoint, type Picker, promptPicker } from '../core/picker.ts';
import { Program } from '../program/program.ts';
import { Replayer } from '../schedule/replayer.ts';
import { heldThroughout, largePrograms, largeScenario } from './large-runs.ts';

const FEW = 300;
const MANY = 2_400;

/** Counts how often anybody looks at an event: at its window, or at what it is. */
class CountingPicker implements Picker {
  readonly #picker: Picker;
  #seen = 0;
  looks = 0;

  constructor(picker: Picker) {
    this.#picker = picker;
  }

  pick(point: ChoicePoint): Choice {
    for (; this.#seen < point.created.length; this.#seen++) this.#watch(point.created[this.#seen] as Event);
    return this.#picker.pick(point);
  }

  #watch(event: Event): void {
    for (const name of ['opensMs', 'closesMs', 'type'] as const) {
      const value = event[name];
      Object.defineProperty(event, name, {
        get: () => {
          this.looks += 1;
          return value;
        },
      });
    }
  }
}

type Work = (program: Program, picker: (picker: Picker) => Picker, tasks: number) => unknown;

const works: Readonly<Record<string, Work>> = {
  running: (program, counted) => program.run({}, counted(promptPicker)),
  recording: (program, counted, tasks) => program.record({}, counted(new Replayer(heldThroughout(tasks)))),
  tracing: (program, counted, tasks) => {
    const replayer = (): Replayer => new Replayer(heldThroughout(tasks));
    const from = firstKept(program.run({}, replayer()));
    return program.trace({}, counted(replayer()), from);
  },
  replaying: (program, counted, tasks) =>
    program.run({}, counted(new Replayer(program.follow({}, heldThroughout(tasks)).schedule))),
};

/** Looks at events, per event, in one run. */
async function looksPerEvent(name: string, tasks: number, work: Work): Promise<number> {
  const program = new Program('bench/large', largeScenario(name, tasks), 'only');
  let counting: CountingPicker | undefined;
  await program.inSlice(() => work(program, (picker) => (counting = new CountingPicker(picker)), tasks));
  return (counting?.looks ?? Infinity) / tasks;
}

const cases = Object.keys(largePrograms).flatMap((name) =>
  Object.entries(works).map(([what, work]) => ({ name, what, work })),
);

test.each(cases)(
  '$name: $what eight times as many tasks takes little more for each',
  async ({ name, work }) => {
    const few = await looksPerEvent(name, FEW, work);
    const many = await looksPerEvent(name, MANY, work);
    expect(many / few).toBeLessThan(Math.log2(MANY) / Math.log2(FEW));
  },
);
