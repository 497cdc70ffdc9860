import { expect, test } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { replaySchedule } from '../replay/replay.ts';
import { type Scenario, scenario, type ScenarioDefinition } from '../scenario.ts';
import { decodeToken } from '../schedule/token.ts';
import { explore } from './explore.ts';

const options = { seed: 1, runs: 300 };

function story(run: (sim: Sim) => void, more: Partial<ScenarioDefinition<object, object>> = {}): Scenario {
  return scenario<object, object>(
    'a story',
    { id: 'sample', variants: { only: {} } },
    {
      invariants: ['books-agree'],
      ...more,
      run: (sim) => {
        run(sim);
        return () => [];
      },
    },
  );
}

/** Two transfers that are each in order; where both are under way, the books may be off by more than one. */
const transfers = (sim: Sim): void => {
  const post = sim.operation('post', { latencyMs: [0, Infinity] });
  let off = 0;
  sim.always('books-agree', () => Math.abs(off) < 2 || `they are off by ${off}`);
  for (const name of ['a', 'b']) {
    sim.task(name, async () => {
      await post.call('debit', () => (off += 1));
      await post.call('credit', () => (off -= 1));
    });
  }
};

test('a damage that heals before the end is violated, and replayed from its token', async () => {
  const damaged = story(transfers);
  const { verdict, findings } = await explore('sample/books', damaged, 'only', options);
  expect(verdict).toBe('violated');
  const [finding] = findings;
  expect(finding).toMatchObject({ invariant: 'books-agree', message: 'they are off by 2' });
  const token = decodeToken(finding?.token ?? '');
  const replayed = await replaySchedule(token.scenario, damaged, token.variant, {
    ...token,
    expected: token,
  });
  expect([replayed.status, replayed.digest]).toEqual(['failed', finding?.digest]);
});

test('what always held is exhausted, with no checks beside it', async () => {
  const { verdict, invariants } = await explore(
    'sample/books',
    story((sim) => {
      sim.always('books-agree', () => true);
      for (const name of ['a', 'b']) sim.task(name, () => {});
    }),
    'only',
    options,
  );
  expect([verdict, invariants[0]]).toMatchObject(['exhausted', { id: 'books-agree', verdict: 'exhausted' }]);
});

test('an invariant that does not apply to a variant is not looked at there', async () => {
  const excused = story(transfers, { notApplicable: { only: { 'books-agree': 'it keeps none' } } });
  const { findings, invariants } = await explore('sample/books', excused, 'only', options);
  expect([findings, invariants[0]]).toMatchObject([[], { id: 'books-agree', verdict: 'n/a' }]);
});

test('an invariant that is not declared is refused, or in the result where the scenario is open', async () => {
  const undeclared = story(transfers, { invariants: [] });
  const refused = await explore('sample/books', undeclared, 'only', options);
  expect([refused.verdict, refused.reason]).toMatchObject([
    'error',
    expect.stringContaining("The invariant 'books-agree' is not declared"),
  ]);
  const open = await explore('sample/books', { ...undeclared, hasOpenInvariants: true }, 'only', options);
  expect(open.invariants.find(({ id }) => id === 'books-agree')?.verdict).toBe('violated');
});
