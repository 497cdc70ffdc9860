import { expect, test } from 'vitest';
import { Program } from '../program/program.ts';
import { scenario } from '../scenario.ts';
import { KnownRuns } from './known-runs.ts';
import { type Case, Shrinker } from './shrink.ts';

const anyTime = { latencyMs: [0, Infinity] } as const;
const SIGNATURES = ['wrong-result/first', 'wrong-result/second'] as const;

/** Two failures, which show together as soon as `b` overtakes `a`; counts its runs. */
function twoFailures(): { readonly program: Program; runs: number } {
  const counted = { runs: 0 };
  const system = { id: 'known', variants: { only: {} } };
  const story = scenario('known', system, {
    invariants: ['first', 'second'],
    run(sim) {
      counted.runs += 1;
      const log: string[] = [];
      const call = sim.operation('call', anyTime);
      for (const name of ['a', 'b', 'c']) {
        sim.task(name, async () => {
          await call.call(name, () => log.push(name));
        });
      }
      return () => {
        const isWrong = log.indexOf('b') < log.indexOf('a');
        const finding = isWrong ? { kind: 'wrong-result', message: 'wrong' } : undefined;
        return ['first', 'second'].map((invariant) => ({ invariant, finding }));
      };
    },
  });
  return Object.assign(counted, { program: new Program('known/known', story, 'only') });
}

/** The smallest cases of both failures, and how many runs each took. */
function shrinkBoth(
  known: () => KnownRuns,
): Promise<readonly { schedule: Case['schedule']; runs: number }[]> {
  const counted = twoFailures();
  const { program } = counted;
  return program.inSlice(() =>
    SIGNATURES.map((signature) => {
      const found = program.follow(undefined, [
        { type: 'hold', event: 'a: call(a)#1', until: 'b: call(b)#1' },
        { type: 'hold', event: 'b: call(b)#1', until: 'c: call(c)#1' },
      ]);
      const before = counted.runs;
      const { schedule } = new Shrinker(program, signature, { known: known() }).shrink({
        workload: undefined,
        ...found,
      });
      return { schedule, runs: counted.runs - before };
    }),
  );
}

test('what makes one failure smaller makes only such runs again as fail, and comes to the same', async () => {
  const known = new KnownRuns();
  const [first, second] = await shrinkBoth(() => known);
  const [, alone] = await shrinkBoth(() => new KnownRuns());
  expect(second?.schedule).toEqual(first?.schedule);
  expect(second?.schedule).toEqual(alone?.schedule);
  expect(alone?.runs).toBe(first?.runs);
  expect(second?.runs).toBeLessThan((alone?.runs ?? 0) / 2);
});
