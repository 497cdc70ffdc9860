import fc from 'fast-check';
import { expect, test } from 'vitest';
import { held, violated } from '../check/check-result.ts';
import { type Scenario, scenario } from '../scenario.ts';
import { explore } from './explore.ts';

/** Two tasks in either order; the second one's verdict is that of `isSound`, in whatever kind of run it is. */
function reading(isSound: () => boolean): Scenario {
  return scenario(
    'reads stacks',
    { id: 'stacks', variants: { only: 0 } },
    {
      invariants: ['sound'],
      run(sim) {
        const get = sim.operation('get');
        const sound: boolean[] = [];
        const ask = async (): Promise<void> => {
          await get.call(undefined, () => {});
          sound.push(isSound());
        };
        sim.task('one', ask);
        sim.task('two', ask);
        return () => [
          sound.includes(false)
            ? violated('sound', 'wrong-result', 'stacks are not what they were')
            : held('sound'),
        ];
      },
    },
  );
}

const limit = Error.stackTraceLimit;

const reads: readonly (readonly [name: string, isSound: () => boolean])[] = [
  [
    'the second line of a stack',
    () => String(new Error('any').stack).split('\n')[1]?.trim().startsWith('at ') === true,
  ],
  ['the number of frames', () => Error.stackTraceLimit === limit],
  [
    'frames of its own',
    () => {
      const holder: { stack?: string } = {};
      Error.captureStackTrace(holder);
      return holder.stack?.includes('stacks.test') === true;
    },
  ],
  [
    'call sites, by a formatter that it takes back',
    () => {
      const { prepareStackTrace } = Error;
      Error.prepareStackTrace = (_error, sites) => sites;
      const sites = new Error('any').stack as unknown as NodeJS.CallSite[];
      if (prepareStackTrace === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
      else Error.prepareStackTrace = prepareStackTrace;
      return sites[0]?.getFileName()?.includes('stacks.test') === true;
    },
  ],
];

test.each(reads)('explored and traced runs show code %s', async (_name, isSound) => {
  const result = await explore('stacks/reads', reading(isSound), 'only', { seed: 1, runs: 40 });
  expect(result.invariants.find(({ id }) => id === 'sound')?.verdict).toBe('exhausted');
});

test('what a run sets is undone before the next', async () => {
  const isSound = (): boolean => {
    const fresh = Error.stackTraceLimit === limit || Error.stackTraceLimit === 3;
    const isFirst = Error.stackTraceLimit === limit;
    Error.stackTraceLimit = isFirst ? 3 : 4;
    Error.prepareStackTrace = () => 'mine';
    return fresh && new Error('any').stack === 'mine';
  };
  const result = await explore('stacks/sets', reading(isSound), 'only', { seed: 1, runs: 40 });
  expect(result.invariants.find(({ id }) => id === 'sound')?.verdict).toBe('exhausted');
  expect([Error.stackTraceLimit, new Error('any').stack === 'mine']).toEqual([limit, false]);
});

test('what is made smaller without frames, and passes with them, is explored again with frames', async () => {
  const isBare = (): boolean => Error.stackTraceLimit === 0;
  const story = scenario(
    'is wrong from two on',
    { id: 'stacks', variants: { only: 0 } },
    {
      workload: fc.integer({ min: 1, max: 1_000_000 }),
      invariants: ['sound'],
      run(_sim, _variant, many) {
        return () => [
          many > 1 || isBare() ? violated('sound', 'wrong-result', 'it is wrong') : held('sound'),
        ];
      },
    },
  );
  const { verdict, findings } = await explore('stacks/smaller', story, 'only', { seed: 1, runs: 40 });
  expect(verdict).toBe('violated');
  expect(findings.map(({ workload }) => workload)).toEqual([2]);
});
