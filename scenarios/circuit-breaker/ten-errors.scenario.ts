/*
 * "If within the timeout period we get 10,000 requests and only 10 errors, the model should still be considered
 * available; with 12 requests and 10 errors it should be temporarily unavailable" (in short, [circuit-breaker-pr],
 * against a fixed number of errors). Calls come one after the other, 3,000 a minute.
 * Invariants: just that. The numbers: whether each variant ever became unavailable (1).
 * One thread, no faults: a sum.
 */
import { type CheckResult, held, scenario, violated } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { claimedIn, inEach, reasoned, violatedBy } from '../expected.ts';
import { alone } from './alone.ts';
import { ratios } from './expectations.ts';
import { breakerKinds } from './oracles.ts';

const spread = '10 of 10,000, spread';
const inARow = '10 of 10,000, in a row';
const tenOfTwelve = '10 of 12';

const stories = [
  { name: spread, calls: 10_000, isError: (call: number) => call % 1_000 === 999 },
  { name: inARow, calls: 10_000, isError: (call: number) => call >= 5_000 && call < 5_010 },
  // The first and the seventh are good.
  { name: tenOfTwelve, calls: 12, isError: (call: number) => call % 6 !== 0 },
];

const few = 'ten-of-ten-thousand-is-no-outage';
const most = 'ten-of-twelve-is-an-outage';
const fixedNumber = { [spread]: 1, [inARow]: 1 };
const ratio = { [spread]: 0, [inARow]: 0, [tenOfTwelve]: 1 };

export default scenario('10 errors', circuitBreakers, {
  kinds: breakerKinds,
  invariants: [few, most],
  claims: claimedIn('circuit-breaker-pr, review: 10,000 requests and 12', {
    'b1-error-list': { [few]: 'violated' },
    'b2-ring-of-errors': { [few]: 'violated' },
    'b4-load-or-store': { [few]: 'holds', [most]: 'holds' },
  }),
  expect: reasoned(
    violatedBy({
      [few]: ['b0-one-error', 'b1-error-list', 'b2-ring-of-errors'],
      [most]: ['b1-error-list', 'b2-ring-of-errors', ...ratios],
    }),
    {
      [few]: { 'b0-one-error': 'one error is enough' },
      [most]: {
        'b1-error-list': 'the seventh call succeeds, and what was before is forgotten',
        'b2-ring-of-errors': 'the seventh call succeeds, and what was before is forgotten',
        ...inEach(ratios, '10 of 12 are less than 95 %'),
      },
    },
  ),
  documented: {
    source: 'circuit-breaker-pr: of a fixed number as it is, of a ratio as it should be; 1: unavailable',
    columns: stories.map(({ name }) => name),
    figures: {
      'b1-error-list': fixedNumber,
      'b2-ring-of-errors': fixedNumber,
      'b3-failure-ratio': ratio,
      'b4-load-or-store': ratio,
    },
  },
  runs: 1,
  run(sim, variant) {
    const tripped = new Map<string, boolean>();
    sim.task('calls', async () => {
      const breaker = alone(variant);
      for (const { name, calls, isError } of stories) {
        tripped.set(name, false);
        for (let call = 0; call < calls; call++) {
          const at = call * 20;
          await breaker.record(name, isError(call) ? 429 : 200, at);
          if (isError(call) && !(await breaker.isAvailable(name, at))) tripped.set(name, true);
        }
        sim.measure(name, Number(tripped.get(name)));
      }
    });
    return (): CheckResult[] => [
      tripped.get(spread) === true || tripped.get(inARow) === true
        ? violated(few, 'wrong-trip', `10 errors of 10,000 made a model unavailable${rowOnly(tripped)}`)
        : held(few),
      tripped.get(tenOfTwelve) === false
        ? violated(most, 'wrong-trip', '10 errors of 12 left a model available')
        : held(most),
    ];
  },
});

const rowOnly = (tripped: ReadonlyMap<string, boolean>): string =>
  tripped.get(spread) === true ? '' : ', in a row';
