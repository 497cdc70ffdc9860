/*
 * Calls end one after the other, in bursts of one status; after each burst, is the model available then, and later? With
 * each variant's own settings, and with small ones. The rule is written down anew in rule.ts, from the words of
 * [circuit-breaker-pr]; of ours, from its own.
 * Invariant: availability and the records that are kept are what the rule says, on both sides of every threshold.
 * One thread, no faults: sums.
 */
import fc from 'fast-check';
import { type CheckResult, held, scenario, violated } from 'heddle';
import { type CallRecord, circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { alone } from './alone.ts';
import { breakerKinds } from './oracles.ts';
import { ruleOf } from './rule.ts';

const INVARIANT = 'follows-its-rule';
const small = {
  errorThreshold: 3,
  failureRatio: 0.6,
  maxRecords: 5,
  minimumSample: 3,
  windowMs: 1_000,
  coolDownMs: 400,
};

interface Burst {
  readonly status: number;
  readonly count: number;
  /** Between two ends, and before the first. */
  readonly everyMs: number;
}

const laterMs = {
  own: [0, 29_999, 30_000, 60_000, 60_001, 300_000, 300_001],
  small: [0, 399, 400, 1_000, 1_001],
} as const;

const bursts = fc.array(
  fc.record({
    status: fc.constantFrom(429, 429, 504, 500, 503, 200, 200, 302, 400, 404, 0),
    count: fc.integer({ min: 1, max: 5 }),
    everyMs: fc.constantFrom(0, 0, 1, 100, 250, 999, 1_000, 1_001),
  }),
  { minLength: 1, maxLength: 8 },
);

const burst = (status: number, count: number, everyMs = 0): Burst => ({ status, count, everyMs });

/** With the settings that each variant has by itself. */
const thresholds: readonly (readonly Burst[])[] = [
  // How many, of how many.
  [burst(429, 9), burst(429, 1)],
  [burst(200, 2), burst(429, 7), burst(429, 1)],
  [burst(200, 3), burst(429, 7), burst(429, 5)],
  // How long each counts.
  [burst(429, 5), burst(429, 5, 15_000), burst(429, 1, 60_000)],
  [burst(429, 9), burst(429, 1, 60_000)],
  [burst(429, 9), burst(429, 1, 60_001)],
  [burst(429, 9), burst(429, 1, 300_000)],
  [burst(429, 9), burst(429, 1, 300_001)],
  // How many are kept.
  [burst(200, 30), burst(429, 79), burst(429, 1), burst(429, 21)],
  [burst(429, 100), burst(200, 5), burst(200, 1)],
  // Which are failures, and which say anything.
  ...[0, 199, 200, 399, 400, 428, 429, 430, 499, 500, 501, 503, 504, 599].map((status) => [
    burst(status, 5),
    burst(429, 8),
    burst(status, 5),
  ]),
];

const drawn = fc.sample(bursts, { seed: 1, numRuns: 100 });

const stories = [
  ...thresholds.map((ofModel) => ({ settings: 'own' as const, ofModel })),
  ...drawn.map((ofModel) => ({ settings: 'small' as const, ofModel })),
];

export default scenario('by the rule', circuitBreakers, {
  kinds: breakerKinds,
  invariants: [INVARIANT],
  runs: 1,
  run(sim, variant, _, variantId) {
    const rule = ruleOf(variantId);
    let wrong: string | undefined;
    const compare = (what: string, expected: unknown, actual: unknown): void => {
      const [due, found] = [JSON.stringify(expected), JSON.stringify(actual)];
      if (due !== found) wrong ??= `${what}: by the rule ${due}, but ${found}`;
    };
    sim.task('calls', async () => {
      for (const [i, { settings, ofModel }] of stories.entries()) {
        const options = settings === 'own' ? {} : small;
        const model = `m${i + 1}`;
        const breaker = alone(variant, options);
        const ends: CallRecord[] = [];
        let now = 0;
        for (const { status, count, everyMs } of ofModel) {
          for (let n = 0; n < count; n++) {
            now += everyMs;
            ends.push({ status, at: now });
            await breaker.record(model, status, now);
          }
          for (const later of laterMs[settings]) {
            const at = now + later;
            const ago = `${later} ms after ${ends.map((end) => `${end.status} at ${end.at}`).join(', ')}`;
            compare(
              `available ${ago}`,
              rule.isAvailable(ends, at, options),
              await breaker.isAvailable(model, at),
            );
          }
          compare(`kept of ${ends.length}`, rule.kept(ends, options), await breaker.records(model));
        }
      }
    });
    return (): CheckResult[] => [
      wrong === undefined ? held(INVARIANT) : violated(INVARIANT, 'wrong-trip', wrong),
    ];
  },
});
