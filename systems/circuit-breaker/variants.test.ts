import { describe, expect, it } from 'vitest';
import { circuitBreakers, compareMemory } from './index.ts';
import type { BreakerOptions, BreakerVariant } from './index.ts';
import { LockstepMemory, ManualUpstream } from './test-doubles.ts';

const model = 'gpt-4';
const variants: readonly (readonly [string, BreakerVariant])[] = Object.entries(circuitBreakers.variants);
const final: BreakerVariant = circuitBreakers.variants['b4-load-or-store'];
const create = (variant: BreakerVariant, options: BreakerOptions = {}) =>
  variant.create({ memory: new LockstepMemory(), upstream: new ManualUpstream() }, options);

/** Does the rule ever say "unavailable" while these statuses come in, and what does it say in the end? */
function judge(variant: BreakerVariant, statuses: readonly number[], options: BreakerOptions = {}) {
  const rule = variant.rule(options);
  let state = rule.initial;
  let tripped = false;
  statuses.forEach((status, at) => {
    state = rule.record(state, { status, at });
    tripped ||= !rule.isAvailable(state, at);
  });
  return { tripped, available: rule.isAvailable(state, statuses.length) };
}

const times = (count: number, status: number): number[] => Array.from({ length: count }, () => status);
const tripping = (statuses: readonly number[]) =>
  variants.filter(([, variant]) => judge(variant, statuses).tripped).map(([id]) => id);

/** Is the model available at `now`, after these statuses at 0, in the final variant? */
function after(statuses: readonly number[], now = 0, options?: BreakerOptions): boolean {
  const ring = final.rule(options);
  return ring.isAvailable(
    statuses.reduce((state, status) => ring.record(state, { status, at: 0 }), ring.initial),
    now,
  );
}

describe('the rule of the final variant', () => {
  it('leaves a model available at 94 failures of 100, and not at 95', () => {
    expect(after([...times(94, 429), ...times(6, 200)])).toBe(true);
    expect(after([...times(95, 429), ...times(5, 200)])).toBe(false);
  });

  it('counts a record up to the last millisecond of the window', () => {
    expect(after([429], 60_000)).toBe(false);
    expect(after([429], 60_001)).toBe(true);
  });

  it('finds a model without records available', () => {
    expect(after([])).toBe(true);
  });

  it('takes status 0 for a record, not for a failure', () => {
    expect(after(times(100, 0))).toBe(true);
    expect(after([...times(94, 500), ...times(6, 0)])).toBe(true);
    expect(after([...times(95, 504), ...times(5, 0)])).toBe(false);
  });

  it('forgets the oldest of more than 100 records', () => {
    expect(after([...times(6, 200), ...times(94, 429)])).toBe(true);
    expect(after([...times(6, 200), ...times(95, 429)])).toBe(false);
  });

  it.each([
    { statuses: [200, 429, 200, 200], available: true },
    { statuses: [200, 429, 429, 200], available: false },
    { statuses: [200, 429, 429, 500], available: false },
  ])('with a ratio of one half finds $statuses available: $available', ({ statuses, available }) => {
    expect(after(statuses, 0, { failureRatio: 0.5, maxRecords: 10 })).toBe(available);
  });
});

describe('10 errors', () => {
  it('among 10,000 calls trip a fixed threshold only when they come in a row', () => {
    const spread = times(10_000, 200).map((status, call) => (call % 1_000 === 999 ? 429 : status));
    const inARow = [...times(5_000, 200), ...times(10, 429), ...times(4_990, 200)];
    expect(tripping(spread)).toEqual(['b0-one-error']);
    expect(tripping(inARow)).toEqual(['b0-one-error', 'b1-error-list', 'b2-ring-of-errors']);
  });

  it('among 12 calls, 2 good ones in between, trip none but the hardened variant and one error', () => {
    expect(tripping([200, 429, 429, 429, 429, 429, 200, 429, 429, 429, 429, 429])).toEqual([
      'b0-one-error',
      'hardened',
    ]);
  });

  it('before the first good call trip each, those with a ratio after the very first', () => {
    const statuses = [...times(10, 429), 200, 200];
    expect(tripping(statuses)).toEqual(variants.map(([id]) => id));
    expect(judge(final, statuses).available).toBe(true);
    expect(tripping([429])).not.toContain('hardened');
    expect(tripping([429])).toContain('b4-load-or-store');
  });
});

describe.each(variants)('%s', (_id, variant) => {
  it('does alone what its rule says', async () => {
    const options = { maxRecords: 5, errorThreshold: 3, windowMs: 400, minimumSample: 3, coolDownMs: 300 };
    const statuses = [200, 429, 429, 504, 500, 0, 404, 429];
    const breaker = create(variant, options);
    const rule = variant.rule(options);
    let state = rule.initial;
    let dice = 7;
    const verdicts = new Set<boolean>();
    for (let at = 0; at < 30_000; at += 100) {
      dice = (dice * 16_807) % 2_147_483_647;
      // Good and bad times by turns, so that the model goes up and down.
      const status = at % 6_000 < 3_000 ? 429 : (statuses[dice % statuses.length] ?? 200);
      await breaker.record(model, status, at);
      state = rule.record(state, { status, at });
      const available = await breaker.isAvailable(model, at + (dice % 500));
      expect(available).toBe(rule.isAvailable(state, at + (dice % 500)));
      verdicts.add(available);
    }
    expect(verdicts.size).toBe(2);
  });

  it('keeps models apart', async () => {
    const breaker = create(variant);
    for (const status of times(20, 429)) await breaker.record(model, status, 0);
    expect(await breaker.isAvailable(model, 0)).toBe(false);
    expect(await breaker.isAvailable('gpt-3.5', 0)).toBe(true);
  });
});

describe('two first records written at once', () => {
  const losing = ['b1-error-list', 'b3rw-read-lock-first', 'mutant-load-then-store'];
  const keepingTwo = variants.filter(([id]) => id !== 'b0-one-error');

  it.each(keepingTwo)('become one or two in %s, as its accesses have it', async (id, variant) => {
    const breaker = create(variant);
    await Promise.all([breaker.record(model, 429, 1), breaker.record(model, 429, 2)]);
    expect(await breaker.records(model)).toHaveLength(losing.includes(id) ? 1 : 2);
  });
});

it('keeps 100 records in a ring and 15,000 in a list of five minutes, at 3,000 calls a minute', () => {
  expect(compareMemory()).toEqual({
    ring: { records: 100, spanMs: 1_980 },
    list: { records: 15_001, spanMs: 300_000 },
  });
});
