import { expect, test } from 'vitest';
import { replaySchedule } from '../replay/replay.ts';
import type { ReportedFinding } from '../result.ts';
import { type Scenario, scenario } from '../scenario.ts';
import { decodeToken } from '../schedule/token.ts';
import { type Cause, counted } from './causes.ts';
import { explore } from './explore.ts';
import type { FailureClass } from './failure.ts';

const system = { id: 'sample', variants: { only: {} } };
const options = { seed: 1, runs: 300 };
const anyTime = { latencyMs: [0, Infinity] } as const;

/** A row is lost where its write fails, and where it arrives after the shutdown. */
const lostRow: Scenario = scenario<object>('a lost row', system, {
  invariants: ['no-lost-rows'],
  faults: { operations: { write: ['error'] } },
  run(sim) {
    const write = sim.operation('write', anyTime);
    const close = sim.operation('close', anyTime);
    let isClosed = false;
    let stored = false;
    sim.task('writer', () => write.call('row', () => void (stored = !isClosed)).catch(() => {}));
    sim.task('shutdown', () => close.call('db', () => void (isClosed = true)));
    return () => [
      {
        invariant: 'no-lost-rows',
        finding: stored ? undefined : { kind: 'lost-row', message: 'lost 1 row' },
      },
    ];
  },
});

/** Any of `n` operations that fails breaks the same invariant. */
function manyFaults(n: number): Scenario {
  const names = Array.from({ length: n }, (_, i) => `operation-${'abcdefgh'[i]}`);
  return scenario<object>('many faults', system, {
    invariants: ['all-written'],
    faults: { operations: Object.fromEntries(names.map((name) => [name, ['error']])) },
    run(sim) {
      let failed = 0;
      for (const name of names) {
        const write = sim.operation(name, anyTime);
        sim.task(`task of ${name}`, () => write.call('row', () => {}).catch(() => void (failed += 1)));
      }
      return () => [
        {
          invariant: 'all-written',
          finding: failed === 0 ? undefined : { kind: 'lost-row', message: 'not all was written' },
        },
      ];
    },
  });
}

async function replayed(of: Scenario, { token = '' }: ReportedFinding): Promise<string> {
  const { scenario: id, variant, ...recorded } = decodeToken(token);
  const { status, schedule } = await replaySchedule(id, of, variant, { ...recorded, expected: recorded });
  return `${status}: ${schedule.map(({ type }) => type).join(', ')}`;
}

test('a fault and a reordering that break one invariant are both shown, each with its own token', async () => {
  const { findings, others } = await explore('sample/lost-row', lostRow, 'only', options);
  expect(findings.map(({ kind, invariant }) => `${kind}/${invariant}`)).toEqual([
    'lost-row/no-lost-rows',
    'lost-row/no-lost-rows',
  ]);
  expect(findings.map(({ clauses }) => clauses.join('; ')).toSorted()).toEqual([
    '`writer: write(row)#1` failed (error)',
    '`writer: write(row)#1` was held until `shutdown: close(db)#1`',
  ]);
  expect(others).toBeUndefined();
  const runs = await Promise.all(findings.map((finding) => replayed(lostRow, finding)));
  expect(runs.toSorted()).toEqual(['failed: fail', 'failed: hold']);
});

test('no more than three causes are told; the runs of the others are counted', async () => {
  const { findings, others, exploration } = await explore('sample/many', manyFaults(6), 'only', options);
  expect(findings).toHaveLength(3);
  expect(new Set(findings.map(({ cause }) => cause)).size).toBe(3);
  const told = findings.reduce((sum, { count }) => sum + count, 0);
  expect(others).toEqual([{ kind: 'lost-row', invariant: 'all-written', count: exploration.failing - told }]);
  expect(others?.[0]?.count).toBeGreaterThan(0);
});

test('counts add up to the runs that failed', async () => {
  const { findings, exploration } = await explore('sample/lost-row', lostRow, 'only', options);
  expect(findings.every(({ count }) => count > 0)).toBe(true);
  expect(findings.reduce((sum, { count }) => sum + count, 0)).toBe(exploration.failing);
});

test('what tasks of one role do to each other is one cause', async () => {
  const twins: Scenario = scenario<object>('twins', system, {
    invariants: ['no-lost-update'],
    run(sim) {
      const read = sim.operation('read', anyTime);
      const write = sim.operation('write', anyTime);
      let counter = 0;
      for (let i = 1; i <= 3; i++) {
        const increment = async (): Promise<void> => {
          const seen = await read.call('counter', () => counter);
          await write.call('counter', () => (counter = seen + 1));
        };
        sim.task(`caller${i}`, increment, { startMs: [100 * i, Infinity] });
      }
      const lost = { kind: 'lost-update', message: 'an update was lost' };
      return () => [{ invariant: 'no-lost-update', finding: counter === 3 ? undefined : lost }];
    },
  });
  const { findings, others, exploration } = await explore('sample/twins', twins, 'only', options);
  expect([findings.length, others, findings[0]?.count]).toEqual([1, undefined, exploration.failing]);
});

test('where the prompt run fails, its orders are no causes of their own', async () => {
  const always: Scenario = scenario<object>('always', system, {
    invariants: ['fine'],
    run(sim) {
      const work = sim.operation('work', anyTime);
      for (const name of ['first', 'second', 'third']) sim.task(name, () => work.call(name, () => {}));
      return () => [{ invariant: 'fine', finding: { kind: 'wrong-result', message: 'it never is' } }];
    },
  });
  const { findings, others, exploration } = await explore('sample/always', always, 'only', options);
  expect(findings.map(({ schedule, count }) => [schedule, count])).toEqual([[[], exploration.failing]]);
  expect(others).toBeUndefined();
});

test('one seed gives the same causes and counts', async () => {
  const [a, b] = [
    await explore('sample/many', manyFaults(6), 'only', options),
    await explore('sample/many', manyFaults(6), 'only', options),
  ];
  expect({ ...a, timing: 0 }).toEqual({ ...b, timing: 0 });
});

test('where failures are not made smaller, the first run stands for all', async () => {
  const asFound = { ...options, shrink: false };
  const { findings, others, exploration } = await explore('sample/lost-row', lostRow, 'only', asFound);
  expect([findings.length, others, findings[0]?.count]).toEqual([1, undefined, exploration.failing]);
});

test('damage that is different each time comes from outside of the run, and is no counterexample', async () => {
  const seen: number[] = [];
  const story: Scenario = scenario<object>('state outside', system, {
    invariants: ['one-seen'],
    run(sim) {
      sim.task('a', () => void seen.push(1));
      const message = (): string => `${seen.length} were seen`;
      return () => [
        {
          invariant: 'one-seen',
          finding: seen.length === 1 ? undefined : { kind: 'out-of-order', message: message() },
        },
      ];
    },
  });
  const { verdict, findings, reason } = await explore('sample/outside', story, 'only', { seed: 1, runs: 20 });
  expect([verdict, findings]).toEqual(['nondeterministic', []]);
  expect(reason).toContain("or has new modules in each run, by fresh('…')");
});

test('each run is counted for one cause, its own first, and a cause for which none is left is not told', () => {
  const failing = (traits: number, count: number) => ({ traits, count }) as FailureClass;
  const [one, two, three] = [failing(0b01, 5), failing(0b11, 2), failing(0b10, 1)];
  const led = (found: FailureClass, traits: number) => ({ found, traits: [traits] }) as unknown as Cause;
  // The first run came to two causes, one of which no other run shows.
  const causes = [led(one, 0b01), led(one, 0b100), led(two, 0b11)];
  const classes = new Map([one, two, three].map((each) => [each.traits, each]));
  const told = counted(causes, { classes, unclassed: 4 });
  expect(told.causes.map(({ found, count }) => [found, count])).toEqual([
    [one, 5],
    [two, 2],
  ]);
  expect(told.others).toBe(1 + 4);
});
