import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explore } from '../explore/explore.ts';
import { scenario } from '../scenario.ts';
import { testScenario } from './test-scenario.ts';
import { UnexpectedVerdict } from '../testing/unexpected-verdict.ts';

type Increment = (read: () => Promise<number>, write: (value: number) => Promise<void>) => Promise<void>;

const naive: Increment = async (read, write) => write((await read()) + 1);
const counters = { id: 'counter', variants: { naive, careful: naive } };

/** Both variants increment by read, then write; the careful ones do so one after the other. */
const story = scenario<Increment, { callers: number }>('increments overlap', counters, {
  workload: fc.record({ callers: fc.integer({ min: 2, max: 3 }) }),
  invariants: ['no-lost-update'],
  expect: { naive: { 'no-lost-update': 'violated' } },
  run(sim, increment, { callers }, variant) {
    let stored = 0;
    const load = sim.operation('load', { latencyMs: [1, 500] });
    const save = sim.operation('save', { latencyMs: [1, 500] });
    let last = Promise.resolve();
    for (let i = 1; i <= callers; i++) {
      const once = (): Promise<void> =>
        increment(
          () => load.call(undefined, () => stored),
          (value) => save.call(undefined, () => void (stored = value)),
        );
      const call = (): Promise<void> => (variant === 'careful' ? (last = last.then(once)) : once());
      sim.task(`caller${i}`, call, { startMs: [100 * i, Infinity] });
    }
    return () => [
      {
        invariant: 'no-lost-update',
        finding:
          stored === callers
            ? undefined
            : { kind: 'lost-update', message: `the counter is ${stored} after ${callers} increments` },
      },
    ];
  },
});

// Registered for good: these two pass because each verdict is as expected.
testScenario('counter/increments-overlap', story, { runs: 200 });

/** A line of the lanes, bar the one above the steps. */
const STEP = /^[ ✗] +\d+ +\d+ |^ +(?:│ )*\w+$/;

async function failureOf(one: typeof story, variant: string): Promise<string> {
  const result = await explore('counter/increments-overlap', one, variant, {
    seed: 1,
    runs: 200,
  });
  expect(result.asExpected).toBe(false);
  return new UnexpectedVerdict(result).message;
}

test('an unexpected violation is told with damage, cause, steps, workload and replay command', async () => {
  const text = await failureOf({ ...story, expect: {} }, 'naive');
  expect(text.split('\n').filter((line) => !STEP.test(line))).toEqual([
    'the counter is 1 after 2 increments   (no-lost-update)',
    'everything was prompt, except:',
    expect.stringMatching(/^  `caller1: save#1` was held until `caller2: load#1`$/),
    'fails if `caller1: save#1` comes as step 5 to 6; passes as step 3 to 4',
    '',
    '  step   ms   │ │ caller2',
    '',
    'workload: {"callers":2}',
    expect.stringMatching(/^replay: npx heddle replay hd1\.[\w-]+$/),
    expect.stringMatching(/^\d+ schedules were run$/),
  ]);
});

test('a violation that was expected and is not found is told, too', async () => {
  const text = await failureOf(
    { ...story, expect: { careful: { 'no-lost-update': 'violated' } } },
    'careful',
  );
  expect(text).toMatch(
    /^no-lost-update: expected to be violated, but (exhausted|not found) in \d+ schedules\n/,
  );
});

test('an invariant that no run checked is told beside one that is violated as expected', async () => {
  const forgetful = {
    ...story,
    invariants: ['no-lost-update', 'never-spoken-of'],
    expect: { naive: { 'no-lost-update': 'violated' } },
  } as const;
  const text = await failureOf(forgetful, 'naive');
  expect(text).toMatch(
    /^never-spoken-of: expected to hold, but unknown \(no run checked it, although the scenario declares it\.\)\n/,
  );
});
