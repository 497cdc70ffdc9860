import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UsageError } from '../../core/usage-error.ts';
import { readConfig } from './load-config.ts';

const keys = [
  'runs',
  'seed',
  'timeLimit',
  'bail',
  'reporter',
  'outputDir',
  'workers',
  'runTimeout',
  '__proto__',
  'toString',
];
const values = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
  }),
  fc.constantFrom<unknown>(0, -1, 1e300, Infinity, NaN, '', 'x'.repeat(1_000), Symbol('s'), () => 1, [
    ['junit'],
  ]),
);

it('10,000 damaged configs are read, or refused with one line that names the file', () => {
  const configs = fc.oneof(
    fc.dictionary(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...keys) }, fc.string()), values, {
      maxKeys: 3,
    }),
    fc.anything(),
  );
  let refused = 0;
  for (const config of fc.sample(configs, { seed: 15, numRuns: 10_000 })) {
    try {
      readConfig(config, 'heddle.config.ts');
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      expect(error.message).toContain('heddle.config.ts');
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(5_000);
});

it('a value that is no JSON is shown all the same', () => {
  const round: Record<string, unknown> = {};
  round['itself'] = round;
  expect(() => readConfig({ runs: 5n }, 'f')).toThrow('f: runs takes a number, but 5n was given.');
  expect(() => readConfig({ runs: round }, 'f')).toThrow(/takes a number, but .*Circular.* was given/);
  expect(() => readConfig({ runs: () => 1 }, 'f')).toThrow(/takes a number, but \[Function.*\] was given/);
});
