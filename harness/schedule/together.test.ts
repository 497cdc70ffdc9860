import { expect, test } from 'vitest';
import { anyTime } from '../explore/enumerate.fixture.ts';
import { replayAll } from './replay-all.fixture.ts';

test('what only the second of two replies in one chunk overtakes replays without a hold', async () => {
  const result = await replayAll((sim) => {
    const receive = sim.operation('receive', {
      ...anyTime,
      channel: sim.channel('socket', { order: 'any' }),
    });
    const other = sim.operation('other', anyTime);
    sim.task('a', () => Promise.all([receive.call('a', () => {}), other.call('x', () => {})]));
    sim.task('b', () => receive.call('b', () => {}));
  });
  expect(result.together).toBeGreaterThan(5);
  expect(result.different).toEqual([]);
});

test('a second reply that the first takes back holds nothing up', async () => {
  const result = await replayAll((sim) => {
    const controller = new AbortController();
    const receive = sim.operation('receive', {
      ...anyTime,
      channel: sim.channel('socket', { order: 'any' }),
      onAbort: 'abort',
    });
    const other = sim.operation('other', anyTime);
    sim.task('a', () => receive.call('a', () => controller.abort()));
    sim.task('x', () => other.call('x', () => {}));
    sim.task('b', () => receive.call('b', () => {}, { signal: controller.signal }).catch(() => {}));
  });
  expect(result.together).toBeGreaterThan(5);
  expect(result.different).toEqual([]);
});

test('two tasks on one connection may start in one macrotask: a release and an abort with nothing in between', async () => {
  const outcomes = new Set<string>();
  const result = await replayAll((sim) => {
    const controller = new AbortController();
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    sim.task('waiter', async () => {
      await released;
      outcomes.add(controller.signal.aborted ? 'released and aborted' : 'released');
    });
    sim.task('releaser', () => release(), { connection: 'caller' });
    sim.task('aborter', () => controller.abort(), { connection: 'caller' });
  });
  expect(result.different).toEqual([]);
  expect(result.together).toBeGreaterThan(0);
  expect([...outcomes].sort()).toEqual(['released', 'released and aborted']);
});
