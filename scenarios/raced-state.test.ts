import { replaySchedule, type Scenario } from 'heddle';
import { expect, test } from 'vitest';
import clientErrors from './circuit-breaker/client-errors.scenario.ts';
import lockAfterUnload from './circuit-manager/lock-after-unload.scenario.ts';
import markDuringRefresh from './refresh-holder/mark-during-refresh.scenario.ts';

/** What is watched under a name in the prompt run, as it was in the end; undefined where nothing is. */
async function inTheEnd(
  scenario: object,
  variant: string,
  workload: unknown,
  name: string,
): Promise<unknown> {
  const { steps } = await replaySchedule('a/story', scenario as Scenario, variant, {
    workload,
    schedule: [],
  });
  return steps.findLast(({ state }) => state?.[name] !== undefined)?.state?.[name];
}

const clients = { upstream: 'failing', clients: 3, careless: 1, status: 400 };
const noWorkload = {};
const callers = { preempted: [1], laterMs: 100 };

test.each(Object.keys(markDuringRefresh.system.variants))('%s shows its session and its mark', async (id) => {
  const shown = await inTheEnd(markDuringRefresh, id, callers, 'client');
  if (id === 's4-fresh-per-request') expect(shown, 'it holds none').toBeUndefined();
  else if (id === 'hardened') expect(shown).toEqual({ generation: 3, 'rejected up to': 1 });
  else expect(shown).toEqual({ generation: expect.any(Number) as number, marked: false });
});

test.each(Object.keys(clientErrors.system.variants))('%s shows what it keeps of each model', async (id) => {
  const shown = await inTheEnd(clientErrors, id, clients, 'breaker');
  const statuses = id === 'b0-one-error' ? [429] : [429, 429, 429];
  expect(shown).toEqual({ 'gpt-4': { ...(id === 'hardened' && { phase: 'open' }), statuses } });
});

test.each(Object.keys(lockAfterUnload.system.variants))('%s shows its locks and tombstones', async (id) => {
  const shown = await inTheEnd(lockAfterUnload, id, noWorkload, 'manager');
  const removed = { locks: [] };
  const expected: Readonly<Record<string, unknown>> = {
    'c1-circuit-lock': removed,
    'c2-reread-before-lock-two-sessions': removed,
    'c3-tombstone': { locks: ['c1'], tombstones: ['c1'] },
    'c4-reread-before-lock': removed,
    'c5-reread-under-lock': removed,
  };
  expect(shown).toEqual(expected[id]);
});
