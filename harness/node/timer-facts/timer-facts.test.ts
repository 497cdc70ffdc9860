import { expect, test } from 'vitest';
import { simulate } from '../../program/simulate.ts';
import type { TimerFact } from './timer-fact.fixture.ts';
import { timerFacts } from './timer-facts.fixture.ts';

/** Runs a program to its end; what it noted. */
async function notes({ program }: TimerFact): Promise<string> {
  const noted: unknown[] = [];
  await new Promise<void>((resolve, reject) => {
    const end = program((...words) => noted.push(...words), resolve);
    if (end instanceof Promise) end.then(() => resolve(), reject);
  });
  return noted.map(String).join(' ');
}

test.each(timerFacts)('Node: $name', async (fact) => {
  const noted = await new Promise((resolve, reject) =>
    setImmediate(() => void notes(fact).then(resolve, reject)),
  );
  expect(noted).toBe(fact.noted);
});

test.each(timerFacts)('heddle: $name', async (fact) => {
  const run = await simulate((sim) => {
    sim.task('task', () => notes(fact));
  });
  expect(run.findings).toEqual([]);
  expect(run.tasks.get('task')?.value).toBe(fact.noted);
});

test('an interval that throws ticks on, and so do the timers and immediates after one that throws', async () => {
  const log: string[] = [];
  const fail = (what: string) => (): void => {
    log.push(what);
    throw new Error(what);
  };
  const run = await simulate((sim) => {
    sim.task('careless', () => {
      const timer = setInterval(fail('tick'), 10);
      setTimeout(fail('timer'), 10);
      setTimeout(() => log.push('next timer'), 10);
      setImmediate(fail('immediate'));
      setImmediate(() => log.push('next immediate'));
      setTimeout(() => clearInterval(timer), 25);
    });
  });
  expect(run.findings.map(({ kind }) => kind)).toEqual(['uncaught-exception']);
  expect(log).toEqual(['immediate', 'next immediate', 'tick', 'timer', 'next timer', 'tick']);
});
