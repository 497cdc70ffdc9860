import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Mutex } from '../../systems/primitives/mutex.ts';
import { Task } from '../../systems/primitives/task.ts';
import type { Sim } from '../core/sim.ts';
import type { CheckResult } from '../core/finding.ts';
import { type Scenario, scenario, type ScenarioDefinition } from '../scenario.ts';
import { decodeToken } from '../schedule/token.ts';
import { formatSeed, type RunSeed } from './seed.ts';
import { explore } from './explore.ts';
import { replaySchedule, replaySeed } from '../replay/replay.ts';

const system = { id: 'sample', variants: { only: {} } };
const anyTime = { latencyMs: [0, Infinity] } as const;
const options = { seed: 1, runs: 300 };

function story(
  run: (sim: Sim, workload: { n: number }) => (() => readonly CheckResult[]) | void,
  more: Partial<ScenarioDefinition<object, { n: number }>> = {},
): Scenario {
  return scenario<object, { n: number }>('a story', system, {
    invariants: [],
    ...more,
    run: (sim, _variant, workload) => run(sim, workload) ?? (() => []),
  });
}

/** n callers increase a counter by read, then write. */
const lostUpdate = story(
  (sim, { n }) => {
    const read = sim.operation('read', anyTime);
    const write = sim.operation('write', anyTime);
    let counter = 0;
    for (let i = 1; i <= n; i++) {
      const increment = async (): Promise<void> => {
        const seen = await read.call('counter', () => counter);
        await write.call('counter', () => (counter = seen + 1), { args: seen + 1 });
      };
      sim.task(`caller${i}`, increment, { startMs: [100 * i, Infinity] });
    }
    return () => {
      const message = `the counter is ${counter} after ${n} increments`;
      return [
        {
          invariant: 'no-lost-update',
          finding: counter === n ? undefined : { kind: 'lost-update', message },
        },
      ];
    };
  },
  { workload: fc.record({ n: fc.integer({ min: 1, max: 5 }) }), invariants: ['no-lost-update'] },
);

test('a finding says at which run of the whole exploration it was found', async () => {
  const seeds: string[] = [];
  const beacon = (seed: RunSeed): void => void seeds.push(formatSeed(seed));
  const { findings } = await explore('sample/lost-update', lostUpdate, 'only', { ...options, beacon });
  const [{ seed, foundInRun } = { seed: '' }] = findings;
  expect(foundInRun).toBe(seeds.indexOf(seed) + 1);
  expect(foundInRun).toBeGreaterThan(1);
});

test('a finding says what ended its run', async () => {
  const { findings } = await explore('sample/lost-update', lostUpdate, 'only', options);
  expect(findings.map(({ ending }) => ending)).toEqual([
    'the run ended: all tasks had settled, and nothing was pending',
  ]);
});

test('a lost update is found, shrunk to two callers, explained, and replayed from its token', async () => {
  const result = await explore('sample/lost-update', lostUpdate, 'only', options);
  expect(result.verdict).toBe('violated');
  const [finding] = result.findings;
  expect(finding).toMatchObject({
    kind: 'lost-update',
    message: 'the counter is 1 after 2 increments',
    workload: { n: 2 },
    holds: [{ event: 'caller1: write(counter)#1', until: 'caller2: read(counter)#1' }],
    faults: [],
    passing: { without: { type: 'hold' } },
  });
  const token = decodeToken(finding?.token ?? '');
  const again = await replaySchedule(token.scenario, lostUpdate, token.variant, {
    ...token,
    expected: token,
  });
  expect([again.status, again.digest]).toEqual(['failed', finding?.digest]);
  const seed = await replaySeed('sample/lost-update', lostUpdate, 'only', finding?.seed ?? '');
  expect(seed.status).toBe('failed');
});

test('one seed gives one report', async () => {
  const [a, b] = [
    await explore('sample/lost-update', lostUpdate, 'only', options),
    await explore('sample/lost-update', lostUpdate, 'only', options),
  ];
  expect({ ...a, timing: 0 }).toEqual({ ...b, timing: 0 });
});

test('a token whose code has changed is told so, with the step and what was enabled', async () => {
  const { findings } = await explore('sample/lost-update', lostUpdate, 'only', options);
  const token = decodeToken(findings[0]?.token ?? '');
  const changed = story((sim) => {
    const read = sim.operation('read', anyTime);
    for (const name of ['caller1', 'caller2']) sim.task(name, () => read.call('counter', () => 0));
  });
  const replay = await replaySchedule(token.scenario, changed, 'only', { ...token, expected: token });
  expect(replay.status).toBe('diverged');
  expect(replay.divergence).toMatch(/^step \d+: .*(changed|deterministic)/);
});

test('a forced hold is a divergence that names what was expected and what was enabled', async () => {
  const replay = await replaySchedule('sample/lost-update', lostUpdate, 'only', {
    workload: { n: 1 },
    schedule: [{ type: 'hold', event: 'caller1: write(counter)#1', until: 'caller2: read(counter)#1' }],
  });
  expect(replay.divergence).toContain(
    'step 3: expected `caller2: read(counter)#1`, enabled were `caller1: write(counter)#1`.',
  );
});

test('two locks taken in opposite orders are a deadlock, and who holds what is told', async () => {
  const deadlock = story((sim) => {
    const touch = sim.operation('touch', anyTime);
    const a = new Mutex('a');
    const b = new Mutex('b');
    const take = (name: string, first: Mutex, second: Mutex): void => {
      sim.task(name, () =>
        first.run(async () => {
          await touch.call(first.name, () => {});
          await second.run(() => touch.call(second.name, () => {}));
        }),
      );
    };
    take('forth', a, b);
    take('back', b, a);
  });
  const { findings } = await explore('sample/deadlock', deadlock, 'only', options);
  expect(findings.map(({ kind }) => kind)).toEqual(['deadlock']);
  expect(findings[0]?.message).toBe(
    '`forth` (waits for lock `b`, held by `back`), `back` (waits for lock `a`, held by `forth`) cannot go on: nothing is pending',
  );
});

test('state that lives longer than a run is nondeterminism, and the step is named', async () => {
  let runs = 0;
  const leaky = story((sim) => {
    const odd = runs++ % 2 === 1;
    const call = sim.operation('call', anyTime);
    sim.task('first', () => call.call(odd ? 'odd' : 'even', () => {}));
    sim.task('second', async () => {
      if (odd) await call.call('more', () => {});
    });
  });
  const result = await explore('sample/leaky', leaky, 'only', { seed: 1, runs: 301 });
  expect(result.verdict).toBe('nondeterministic');
  expect(result.reason).toMatch(
    /step 1, `first: start#1` at 0 ms, caused `first: call\(\w+\)#1`, then `first: call\(\w+\)#1`/,
  );
});

test('waiting for a real file is an escape, and the resource is named', async () => {
  const escaping = story((sim) => {
    sim.task('reader', () => readFile('/dev/null'));
  });
  const result = await explore('sample/escaping', escaping, 'only', { seed: 1, runs: 3 });
  expect(result.verdict).toBe('escaped');
  expect(result.reason).toMatch(/FSREQ\w+|FILEHANDLE/);
});

test('an invariant that no run checks is unknown, however clean the runs are', async () => {
  const forgetful = story((sim) => void sim.task('a', () => {}), { invariants: ['no-lost-update'] });
  const result = await explore('sample/forgetful', forgetful, 'only', { seed: 1, runs: 5 });
  expect([result.verdict, result.asExpected]).toEqual(['unknown', false]);
  expect(result.reason).toBe('no-lost-update: no run checked it, although the scenario declares it.');
});

test('a scenario that throws is an error that names the place', async () => {
  const broken = story(() => {
    throw new TypeError('no such thing');
  });
  const result = await explore('sample/broken', broken, 'only', options);
  expect(result.verdict).toBe('error');
  expect(result.reason).toMatch(/^TypeError: no such thing \(.*explore\.test\.ts:\d+\)$/);
});

test('a finding may be of a kind that the scenario declares; of another, the verdict is error', async () => {
  const message = 'shown 3, is 4';
  const stale = (how: 'reported' | 'checked', more = {}): Scenario =>
    story(
      (sim) => {
        // Whatever is thrown at it, the code under test goes on.
        const show = (): void => sim.violation('stale-price', 'fresh', message);
        if (how === 'reported')
          sim.task('shop', () =>
            Promise.resolve()
              .then(show)
              .catch(() => {}),
          );
        return () => [
          { invariant: 'fresh', finding: how === 'checked' ? { kind: 'stale-price', message } : undefined },
        ];
      },
      { invariants: ['fresh'], ...more },
    );
  const kinds = { 'stale-price': 'A price was shown after it had changed.' };
  for (const how of ['reported', 'checked'] as const) {
    const declared = await explore('sample/shop', stale(how, { kinds }), 'only', options);
    expect(declared.findings[0]).toMatchObject({ kind: 'stale-price', invariant: 'fresh', message });
    const undeclared = await explore('sample/shop', stale(how), 'only', options);
    expect(undeclared.verdict).toBe('error');
    expect(undeclared.reason).toMatch(
      /^Error: The kind 'stale-price' is not declared: scenario\(…, \{ kinds: .*$/,
    );
  }
});

test('errors, stalls, lost replies, cancellations and crashes are choices within the budget', async () => {
  const outcomes = new Set<string>();
  const faulty = story(
    (sim) => {
      const stored: string[] = [];
      const write = sim.operation('write');
      let outcome = 'unfinished';
      sim.task('writer', () =>
        Task.start<void>('writer', async (self) => self.wait(write.call('x', () => void stored.push('x'))), {
          spawn: sim.spawn,
        }).result.then(
          () => (outcome = 'written'),
          (error: Error) => (outcome = error.message),
        ),
      );
      sim.onRestart(() => (outcome = 'restarted'));
      return () => {
        outcomes.add(`${outcome}, ${stored.length} stored`);
        return [];
      };
    },
    { faults: { operations: { write: ['error', 'stall', 'lost-reply'] }, cancel: ['writer'], crash: true } },
  );
  const { verdict } = await explore('sample/faulty', faulty, 'only', options);
  expect(verdict).toBe('exhausted');
  expect([...outcomes].sort()).toEqual([
    'restarted, 0 stored',
    'restarted, 1 stored',
    'the reply of write.reply was lost, 1 stored',
    'unfinished, 0 stored',
    'unfinished, 1 stored',
    'write failed: error, 0 stored',
    'writer was cancelled, 1 stored',
    'written, 1 stored',
  ]);
});

test('two replies on one connection may arrive in one chunk, with no microtask between them', async () => {
  const chunked = story(
    (sim) => {
      const receive = sim.operation('receive', {
        latencyMs: [0, Infinity],
        channel: sim.channel('socket', { order: 'any' }),
      });
      const seen: string[] = [];
      for (const name of ['first', 'second']) {
        sim.task(name, async () => {
          await receive.call(name, () => seen.push(`${name} arrives`));
          seen.push(`${name} goes on`);
        });
      }
      return () => {
        const together = seen.join(', ') === 'first arrives, second arrives, first goes on, second goes on';
        const message = `saw: ${seen.join(', ')}`;
        return [{ invariant: 'apart', finding: together ? { kind: 'wrong-result', message } : undefined }];
      };
    },
    { invariants: ['apart'] },
  );
  const together = {
    type: 'together',
    event: 'second: receive(second)#1',
    first: 'first: receive(first)#1',
  } as const;
  const replay = await replaySchedule('sample/chunked', chunked, 'only', {
    workload: { n: 1 },
    schedule: [together],
  });
  expect([replay.status, replay.schedule]).toEqual(['failed', [together]]);
  const prompt = await replaySchedule('sample/chunked', chunked, 'only', {
    workload: { n: 1 },
    schedule: [],
  });
  expect(prompt.status).toBe('passed');
});
