import { expect, test } from 'vitest';
import { recording } from '../../core/recording.ts';
import { enumerate, programOf } from '../enumerate.fixture.ts';
import { leanRecorder, reduce } from './reduce.ts';

interface Went {
  readonly outcomes: readonly string[];
  /** How often all was begun anew. */
  readonly beginnings: number;
  /** Runs that were spared, the last time. */
  readonly spared: number;
  /** Those that were made, and came to nothing new. */
  readonly blocked: number;
}

/**
 * Three writers of one resource, two of another, and one beside them; their windows close, so that runs are spared.
 * @param setUp gives what is called in the steps of the first writer and of who is beside
 */
async function explored(setUp: () => () => void): Promise<{ all: readonly string[]; went: Went }> {
  let last = '';
  const program = programOf((sim) => {
    const beside = setUp();
    const order: string[] = [];
    const write = (what: string, name: string): void => {
      recording.to?.write(what);
      order.push(name);
    };
    const soon = { startMs: [0, 9] } as const;
    sim.task('a', () => (write('one', 'a'), beside()), soon);
    sim.task('beside', () => beside(), soon);
    for (const name of ['b', 'c']) sim.task(name, () => write('one', name), soon);
    for (const name of ['d', 'e']) sim.task(name, () => write('two', name), soon);
    const ofOne = new Set(['a', 'b', 'c']);
    const apart = (isOfOne: boolean) => order.filter((name) => ofOne.has(name) === isOfOne).join('');
    return () => void (last = `${apart(true)} ${apart(false)}`);
  });
  const all = new Set<string>();
  await enumerate(program, () => all.add(last));
  const outcomes = new Set<string>();
  let beginnings = 1;
  let spared = 0;
  let blocked = 0;
  await program.inSlice(() => {
    for (const attempt of reduce(program, {}, leanRecorder())) {
      if (attempt.what === 'run') outcomes.add(last);
      else if (attempt.what === 'spared') spared += attempt.runs;
      else if (attempt.what === 'blocked') blocked += 1;
      else {
        beginnings += 1;
        spared = 0;
        blocked = 0;
        outcomes.clear();
      }
    }
  });
  return {
    all: [...all].toSorted(),
    went: { outcomes: [...outcomes].toSorted(), beginnings, spared, blocked },
  };
}

test('runs are spared of which others tell that they would be blocked', async () => {
  const { all, went } = await explored(() => () => {});
  expect(went.outcomes).toEqual(all);
  expect(went.beginnings).toBe(1);
  expect(went.spared).toBeGreaterThan(0);
});

test('where steps read what nobody tells of, and are not as foreseen, no run is spared and no outcome lost', async () => {
  const { all, went } = await explored(() => {
    let calls = 0;
    // Which of two steps comes second nobody can tell from what they touch.
    return () => {
      calls += 1;
      if (calls === 2) recording.to?.read('something else');
    };
  });
  expect(all.length).toBeGreaterThan(1);
  expect(went).toMatchObject({ outcomes: all, beginnings: 2, spared: 0 });
  expect(went.blocked).toBeGreaterThan(0);
});
