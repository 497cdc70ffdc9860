import { expect, test } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { anyTime, programOf } from '../explore/enumerate.fixture.ts';
import { enumeration } from '../strategies/enumeration.ts';
import { Random } from '../core/random.ts';
import { ProfilingPicker } from '../strategies/prompt.ts';
import { Replayer } from './replayer.ts';

/** Records every run there is and replays it strictly; ids of those that did not come back as they were. */
async function different(setUp: (sim: Sim) => void): Promise<{ different: string[]; together: number }> {
  const program = programOf(setUp);
  const setting = { profile: new ProfilingPicker(program.faults).profile, faults: program.faults };
  const plan = enumeration.plan(setting);
  const found: string[] = [];
  let together = 0;
  await program.inSlice(() => {
    for (let step = plan.next(); step.done !== true;) {
      const picker = enumeration.picker(step.value, { ...setting, random: new Random(1) });
      const { schedule, digest } = program.trace({}, picker);
      if (schedule.some(({ type }) => type === 'together')) together += 1;
      const replayer = new Replayer(schedule);
      const again = program.trace({}, replayer);
      const left = [...replayer.unused, ...replayer.divergences.map(({ expected }) => expected)];
      if (again.digest !== digest || left.length > 0)
        found.push(`${JSON.stringify(schedule)}: ${left.join()}`);
      step = plan.next(picker);
    }
  });
  return { different: found, together };
}

test('what only the second of two replies in one chunk overtakes replays without a hold', async () => {
  const result = await different((sim) => {
    const receive = sim.operation('receive', { ...anyTime, connection: 'socket' });
    const other = sim.operation('other', anyTime);
    sim.task('a', () => Promise.all([receive.call('a', () => {}), other.call('x', () => {})]));
    sim.task('b', () => receive.call('b', () => {}));
  });
  expect(result.together).toBeGreaterThan(5);
  expect(result.different).toEqual([]);
});

test('a second reply that the first takes back holds nothing up', async () => {
  const result = await different((sim) => {
    const controller = new AbortController();
    const receive = sim.operation('receive', { ...anyTime, connection: 'socket', onAbort: 'abort' });
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
  const result = await different((sim) => {
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
