import { expect, test } from 'vitest';
import { Random } from '../core/random.ts';
import { logNormalLatency } from './latency.ts';

test('log-normal latencies have the median and the 95th percentile asked for', () => {
  const latency = logNormalLatency(new Random(1), 750, 1259);
  const drawn = Array.from({ length: 20_000 }, () => latency()[0]).toSorted((a, b) => a - b);
  expect(Math.abs((drawn[10_000] ?? 0) - 750)).toBeLessThan(20);
  expect(Math.abs((drawn[19_000] ?? 0) - 1259)).toBeLessThan(40);
});
