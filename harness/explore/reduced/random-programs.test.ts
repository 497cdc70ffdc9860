import { expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { enumerate, programOf } from '../enumerate.fixture.ts';
import { runOnEngine } from '../known-answers/twin-on-engine.fixture.ts';
import { randomProgram, type Step, type TwinProgram } from '../known-answers/twin-program.fixture.ts';
import { leanRecorder, reduce } from './reduce.ts';

/** Random programs, a quarter of each sort; more of them by `HEDDLE_REDUCTION_PROGRAMS=2000`. */
const PROGRAMS = Number(process.env['HEDDLE_REDUCTION_PROGRAMS'] ?? 200) / 4;
const RUNS_MAX = 300;

/** The same without windows that close. */
function untimed({ tasks }: TwinProgram): TwinProgram {
  const open = (steps: readonly Step[]): Step[] =>
    steps
      .filter(({ op }) => op !== 'sleep')
      .map((step) => ('window' in step ? { ...step, window: [0, Infinity] } : step));
  return { tasks: Object.fromEntries(Object.entries(tasks).map(([task, steps]) => [task, open(steps)])) };
}

interface Compared {
  readonly runs: number;
  readonly reduced: number;
}

/**
 * Undefined where there are too many runs.
 * @param byClock whether time is as the engine counts it: then the reduced runs come to nothing else, either
 */
async function compare(
  twin: TwinProgram,
  isDisturbed: boolean,
  byClock = false,
): Promise<Compared | undefined> {
  let last = '';
  const faults =
    twin.isCancellable === true ? { cancel: ['t0', 't1'] } : { operations: { write: ['error'] } };
  const program = programOf(
    (sim) => {
      if (byClock) sim.keepAlive(1);
      const outcome = runOnEngine(sim, twin);
      return () => void (last = outcome());
    },
    isDisturbed ? { faults: { budget: 1, ...faults } } : {},
  );
  const all = new Set<string>();
  let runs = 0;
  try {
    await enumerate(program, ({ ending }) => {
      runs += 1;
      if (runs > RUNS_MAX) throw new RangeError('too many');
      all.add(`${ending} ${last}`);
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  const found = new Set<string>();
  let reduced = 0;
  await program.inSlice(() => {
    for (const attempt of reduce(program, {}, leanRecorder())) {
      if (attempt.what !== 'run') continue;
      reduced += 1;
      found.add(`${attempt.run.ending} ${last}`);
    }
  });
  const hint = JSON.stringify(twin);
  for (const outcome of all) expect(found.has(outcome), `${outcome} of ${hint}`).toBe(true);
  if (byClock) expect(found.size, hint).toBe(all.size);
  return { runs, reduced };
}

async function compareMany(
  random: Random,
  { isTimed, isDisturbed, byClock }: { isTimed: boolean; isDisturbed: boolean; byClock: boolean },
): Promise<Compared> {
  let compared = 0;
  let runs = 0;
  let reduced = 0;
  for (let number = 0; compared < PROGRAMS; number++) {
    const drawn = randomProgram(random);
    const twin = isTimed ? drawn : untimed(drawn);
    const isCancellable = isDisturbed && number % 2 === 1;
    const counts = await compare({ ...twin, isCancellable }, isDisturbed, byClock);
    if (counts === undefined) continue;
    compared += 1;
    runs += counts.runs;
    reduced += counts.reduced;
  }
  return { runs, reduced };
}

test.each([
  { sort: 'untimed', isTimed: false, isDisturbed: false },
  { sort: 'untimed, with faults and cancellations', isTimed: false, isDisturbed: true },
  { sort: 'timed', isTimed: true, isDisturbed: false },
  { sort: 'timed, with faults and cancellations', isTimed: true, isDisturbed: true },
])(
  'random programs, $sort: no outcome of complete enumeration is lost, in fewer runs',
  async ({ sort, ...traits }) => {
    const { runs, reduced } = await compareMany(new Random(sort.length), { ...traits, byClock: false });
    expect(reduced).toBeLessThan(runs / 3);
  },
  600_000,
);

test('random programs whose time is as the engine counts it come to the same outcomes, in fewer runs', async () => {
  const traits = { isTimed: true, isDisturbed: true, byClock: true };
  const { runs, reduced } = await compareMany(new Random(9), traits);
  expect(reduced).toBeLessThan(runs / 2);
}, 600_000);
