import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, test } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { type Scenario, scenario } from '../scenario.ts';
import { replaySchedule } from '../replay/replay.ts';
import { explore } from './explore.ts';

/** A story whose task has to come to `expected`. */
function story(expected: unknown, run: (sim: Sim) => Promise<unknown>): Scenario {
  const system = { id: 'sample', variants: { only: {} } };
  return scenario<object, object>('a story', system, {
    invariants: ['comes-to-it'],
    run(sim) {
      const task = sim.task('importer', () => run(sim));
      return () => {
        const message = `it came to ${String(task.value)}`;
        const finding = task.value === expected ? undefined : { kind: 'other-value', message };
        return [{ invariant: 'comes-to-it', finding }];
      };
    },
    kinds: { 'other-value': 'It came to something else.' },
  });
}

const lazily: Record<string, Scenario> = {
  'is awaited': story('plain', async () => (await import('./imported/plain.fixture.ts')).name),
  'takes its time itself': story('slow', async () => (await import('./imported/slow.fixture.ts')).name),
  'is raced with a timer': story('raced', () =>
    Promise.race([import('./imported/raced.fixture.ts').then(({ name }) => name), sleep(50, 'timer')]),
  ),
  'nobody waits for': story('done', async () => {
    void import('./imported/unheard.fixture.ts');
    return sleep(5, 'done');
  }),
};

describe('a module that a run imports as the first does no harm where it', () => {
  it.each(Object.entries(lazily))('%s', async (_name, story) => {
    const result = await explore('sample/lazy', story, 'only', { seed: 1, runs: 40 });
    expect([result.verdict, result.reason]).toEqual(['exhausted', undefined]);
  });
});

test('what is imported late, in some orders only, is waited for, too', async () => {
  const late = story(true, async (sim) => {
    const call = sim.operation('call', { latencyMs: [0, Infinity] });
    let first = '';
    const other = sim.task('other', () => call.call('other', () => (first ||= 'other')));
    await call.call('own', () => (first ||= 'own'));
    if (first === 'other') return (await import('./imported/rare.fixture.ts')).name === 'rare';
    await other.promise;
    return true;
  });
  const result = await explore('sample/late', late, 'only', { seed: 1, runs: 200 });
  expect([result.verdict, result.findings]).toEqual(['exhausted', []]);
});

test('a replay that imports it as the first waits for it', async () => {
  const one = story('replayed', async () => (await import('./imported/replayed.fixture.ts')).name);
  const { status } = await replaySchedule('sample/lazy', one, 'only', { workload: {}, schedule: [] });
  expect(status).toBe('passed');
});

test('a module that never loads is real, and its line is named', async () => {
  const missing = './imported/missing.fixture.ts';
  const one = story('missing', async () => (await import(/* @vite-ignore */ missing)) as unknown);
  const { verdict, reason } = await explore('sample/missing', one, 'only', { seed: 1, runs: 20 });
  expect(verdict).toBe('escaped');
  expect(reason).toMatch(
    /import\(\), made at harness\/explore\/imports\.test\.ts:\d+.* import it statically/,
  );
});

/** What comes of a lazy import outside of a test runner. */
function exploredWith(...nodeOptions: string[]): unknown {
  const file = fileURLToPath(new URL('imported/explored.fixture.js', import.meta.url));
  return JSON.parse(execFileSync(process.execPath, [...nodeOptions, file], { encoding: 'utf8' })) as unknown;
}

test('Node itself loads it', () => {
  expect(exploredWith()).toEqual({ verdict: 'exhausted' });
});

test('a loader in a thread of its own is asked for it in each run: that is real', () => {
  const [major] = process.versions.node.split('.');
  const asks = expect.objectContaining({
    verdict: 'escaped',
    reason: expect.stringMatching(
      /import\(\), made at harness\/explore\/imported\/explored\.fixture\.js:\d+/,
    ),
  });
  // From Node 22 on, tsx loads in the thread that asks.
  expect(exploredWith('--import', 'tsx')).toEqual(major === '20' ? asks : { verdict: 'exhausted' });
});
