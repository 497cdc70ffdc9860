import { describe, expect, it } from 'vitest';
import { History } from '../cause/history.ts';
import { madeRun, type MadeStep } from '../cause/made-run.fixture.ts';
import { tellRace } from './tell-race.ts';
import { placesOf, unsynchronised } from './unsynchronised.ts';

const look = 'read Counter.count @src/counter.ts:3 = 0';
const act = 'write Counter.count @src/counter.ts:5 = 1';

/** @param createdAt for each step that has another origin than the set-up */
function told(
  steps: readonly MadeStep[],
  createdAt: Readonly<Record<number, number>> = {},
): readonly string[] {
  const history = new History(madeRun({ event: '' }, ...steps));
  const origins = new Map(steps.map((_, index) => [index + 1, createdAt[index + 1] ?? 0]));
  return unsynchronised(history, origins).map((pair) => {
    const { accesses } = tellRace(pair);
    return accesses.map(({ step, task, kind }) => `${step} ${task} ${kind}s`).join(', ');
  });
}

describe('a task that looks and acts in a later step', () => {
  it('races with the write of another that nothing orders', () => {
    const steps = [
      { event: 'a: load#1', does: [look] },
      { event: 'a: save#1', does: [act] },
      { event: 'b: reset#1', does: ['write Counter.count @src/counter.ts:9 = 0'] },
    ];
    expect(told(steps, { 2: 1 })).toEqual(['1 a reads, 2 a writes, 3 b writes']);
  });

  it('does not, where what it did led to that write, or that write to its look', () => {
    const reset = 'write Counter.count @src/counter.ts:9 = 0';
    const after = [
      { event: 'a: load#1', does: [look] },
      { event: 'a: save#1', does: [act] },
      { event: 'b: start#1' },
      { event: 'b: reset#1', does: [reset] },
    ];
    expect(told(after, { 2: 1, 3: 2, 4: 3 })).toEqual([]);
    const before = [
      { event: 'b: reset#1', does: [reset] },
      { event: 'a: load#1', does: [look] },
      { event: 'a: save#1', does: [act] },
    ];
    expect(told(before, { 2: 1, 3: 2 })).toEqual([]);
  });

  it('does not, where it acts in the step in which it looks', () => {
    const steps = [
      { event: 'a: save#1', does: [look, act] },
      { event: 'b: save#1', does: [{ by: 'b', does: act }] },
    ];
    expect(told(steps)).toEqual([]);
  });

  it('does not with itself, with readers, or over a lock', () => {
    const lock = [
      { event: 'a: load#1', does: ['read Mutex.holder @src/mutex.ts:3'] },
      { event: 'a: save#1', does: ['write Mutex.holder @src/mutex.ts:5'] },
      { event: 'b: save#1', does: ['write Mutex.holder @src/mutex.ts:5'] },
    ];
    expect(told(lock)).toEqual([]);
    const alone = [
      { event: 'a: load#1', does: [look] },
      { event: 'a: save#1', does: [act] },
      { event: 'a: save#2', does: [act] },
      { event: 'b: load#1', does: [look] },
    ];
    expect(told(alone)).toEqual([]);
  });

  it('comes first where it is near; at the same places it is one', () => {
    const steps = ['a', 'b', 'c'].flatMap((task) => [
      { event: `${task}: load#1`, does: [look] },
      { event: `${task}: save#1`, does: [act] },
    ]);
    const history = new History(madeRun({ event: '' }, ...steps));
    const pairs = unsynchronised(history, new Map([1, 2, 3, 4, 5, 6].map((step) => [step, 0])));
    expect(pairs).toHaveLength(6);
    expect(pairs[0]?.look.step.step).toBe(3);
    expect(new Set(pairs.map(placesOf)).size).toBe(1);
  });
});

it('a race is told in one sentence with its places', () => {
  const history = new History(
    madeRun(
      { event: '' },
      { event: 'a: load#1', does: [look] },
      { event: 'a: save#1', does: [act] },
      { event: 'b: save#1', does: [act] },
    ),
  );
  const [pair] = unsynchronised(history, new Map());
  expect(pair && tellRace(pair).sentence).toBe(
    'a reads Counter.count (counter.ts:3) and writes it in a later step (counter.ts:5); nothing keeps b from writing it (counter.ts:5) in between',
  );
});
