import { expect, test } from 'vitest';
import { formatFreshModules, measureFreshModules } from './fresh-modules.ts';

test('a run with new module state is measured beside one without', async () => {
  const measured = await measureFreshModules(1);
  expect(measured.freshUs).toBeGreaterThan(measured.sharedUs);
  expect(formatFreshModules(measured)).toMatch(/fake-timers: [\d.]+ µs of CPU a run, shared [\d.]+ µs$/);
});
