import { expect, test } from 'vitest';
import { formatSimulatedNode } from './simulated-node.ts';

test('what a simulated Node costs is told beside operations alone, and what memory it takes', () => {
  const speeds = { plain: { runs: 50_000, steps: 8 }, 'an HTTP request': { runs: 10_000, steps: 20.5 } };
  const text = formatSimulatedNode({ speeds, memory: [12, 12.34], memoryRuns: 100_000 });
  expect(text).toMatch(/^an HTTP request +20\.5 +10,000 +0\.20$/m);
  expect(text).toContain('after 10,000 runs of HTTP 12.0 MB, after 100,000 12.3 MB');
});
