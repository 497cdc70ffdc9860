import { version } from '../core/version.ts';
import { type Scenario, scenario } from '../scenario.ts';
import type { Schedule } from '../schedule/exceptions.ts';
import { Replayer } from '../schedule/replayer.ts';
import { Program } from './program.ts';

/** A program of heddle's own: two tasks, operations, promise jobs, a tick, a timer. */
const known = scenario(
  'heddle checks itself',
  { id: 'heddle', variants: { itself: {} } },
  {
    invariants: [],
    run(sim) {
      const write = sim.operation('write', { latencyMs: [1, 50] });
      sim.task('first', async () => {
        await write.call('a', () => 1);
        await new Promise<void>((resolve) => process.nextTick(resolve));
        await write.call('b', () => 2);
      });
      sim.task('second', async () => {
        await Promise.resolve();
        await new Promise((resolve) => setTimeout(resolve, 10));
        await write.call('c', () => 3);
      });
      return () => [];
    },
  },
) as Scenario;

/** Schedules of it, and the order of events, with their times, that each has on every runtime. */
const runs: readonly { readonly schedule: Schedule; readonly order: readonly string[] }[] = [
  {
    schedule: [],
    order: [
      'main: set-up at 0 ms',
      'first: start#1 at 0 ms',
      'second: start#1 at 0 ms',
      'first: write(a)#1 at 1 ms',
      'first: write(b)#1 at 2 ms',
      'second: timeout(10)#1 at 10 ms',
      'second: write(c)#1 at 11 ms',
    ],
  },
  {
    schedule: [{ type: 'hold', event: 'first: write(a)#1', until: 'second: write(c)#1' }],
    order: [
      'main: set-up at 0 ms',
      'first: start#1 at 0 ms',
      'second: start#1 at 0 ms',
      'second: timeout(10)#1 at 10 ms',
      'second: write(c)#1 at 11 ms',
      'first: write(a)#1 at 11 ms',
      'first: write(b)#1 at 12 ms',
    ],
  },
];

/** What fails now and then only is to be seen too. */
const ROUNDS = 20;

/** Whether heddle, as it is on this runtime, replays a program that is known to be deterministic. Not inside a slice. */
async function replaysItself(): Promise<boolean> {
  const program = new Program('heddle/itself', known, 'itself');
  try {
    return await program.inSlice(() => {
      for (let round = 0; round < ROUNDS; round++) {
        if (!runs.every(({ schedule, order }) => isReplayed(program, schedule, order))) return false;
      }
      return true;
    });
  } catch {
    return false;
  }
}

function isReplayed(program: Program, schedule: Schedule, order: readonly string[]): boolean {
  const replayer = new Replayer(schedule);
  const { steps } = program.trace({}, replayer);
  const ran = steps.map(({ event, atMs }) => `${event} at ${atMs} ms`);
  return ran.join() === order.join() && replayer.divergences.length === 0 && replayer.unused.length === 0;
}

/**
 * What to say to whoever sees a run that was not the same again. Not inside a slice.
 * @param advice for the code under test, where it is that which differs
 */
export async function adviceOnDifference(advice: string): Promise<string> {
  if (await replaysItself()) return advice;
  return (
    `That is not due to the code under test: heddle ${version} on Node ${process.version} does not replay a program of its own either. ` +
    'Try another version of Node, and report this message to the maintainers of heddle.'
  );
}
