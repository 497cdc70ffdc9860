import { afterEach, expect, test, vi } from 'vitest';
import { explore } from '../explore/explore.ts';
import { type Scenario, scenario } from '../scenario.ts';
import { Replayer } from '../schedule/replayer.ts';
import { replaySchedule } from './replay.ts';

const twoWrites: Scenario = scenario(
  'two tasks write',
  { id: 'sample', variants: { only: {} } },
  {
    invariants: ['one-first'],
    run(sim) {
      const write = sim.operation('write', { latencyMs: [0, 50] });
      const written: string[] = [];
      for (const name of ['one', 'two']) sim.task(name, () => write.call(name, () => written.push(name)));
      return () => {
        const isBroken = written[0] === 'two';
        const finding = isBroken ? { kind: 'wrong-result', message: 'two came first' } : undefined;
        return [{ invariant: 'one-first', finding }];
      };
    },
  },
);
const itself = 'is not due to the code under test: heddle';
const theirs = 'The code under test has changed, or it is not deterministic.';
/** A slice is one macrotask. */
const realSetImmediate = setImmediate;
const internals = process as unknown as { _tickCallback: () => void };

afterEach(() => {
  vi.restoreAllMocks();
});

function breakReplays(): void {
  vi.spyOn(Replayer.prototype, 'pick').mockImplementation(({ pending, horizonMs }) =>
    pending.first(horizonMs),
  );
}

/** Every eleventh drain of a slice does nothing: what goes on after an await comes a step late. The first one is a probe. */
function breakDrain(): void {
  const tick = internals._tickCallback;
  let calls = 0;
  vi.spyOn(internals, '_tickCallback').mockImplementation(() => {
    if (calls === 0) realSetImmediate(() => (calls = 0));
    calls += 1;
    if (calls % 11 !== 0) tick.call(process);
  });
}

const damages = [
  { damage: 'replays ignore their schedule', breakIt: breakReplays },
  // A Node without it is drained in another way.
  ...('_tickCallback' in process ? [{ damage: 'drains leave something undone', breakIt: breakDrain }] : []),
];

function replayDrifted(): ReturnType<typeof replaySchedule> {
  return replaySchedule('sample/writes', twoWrites, 'only', {
    workload: {},
    schedule: [{ type: 'hold', event: 'one: write(one)#1', until: 'two: gone#1' }],
  });
}

test('a replay that drifts is put down to the code under test where heddle replays a program of its own', async () => {
  const { status, divergence } = await replayDrifted();
  expect(status).toBe('diverged');
  expect(divergence).toContain(theirs);
  expect(divergence).not.toContain(itself);
});

test.each(damages)(
  'a replay that drifts is put down to heddle and the runtime where $damage',
  async ({ breakIt }) => {
    breakIt();
    const { status, divergence } = await replayDrifted();
    expect(status).toBe('diverged');
    expect(divergence).toContain(itself);
    expect(divergence).toContain(process.version);
    expect(divergence).not.toContain(theirs);
  },
);

test.each(damages)(
  'runs that differ are put down to heddle and the runtime where $damage',
  async ({ breakIt }) => {
    breakIt();
    const options = { seed: 1, runs: 200, shrink: false };
    const { verdict, reason } = await explore('sample/writes', twoWrites, 'only', options);
    expect(verdict).toBe('nondeterministic');
    expect(reason).toContain(itself);
    expect(reason).not.toContain('Look for state');
  },
);
