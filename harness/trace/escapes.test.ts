import { AsyncResource } from 'node:async_hooks';
import { runInThisContext } from 'node:vm';
import { expect, it } from 'vitest';
import { simulated } from '../core/simulated-resources.ts';
import { findDrain } from '../node/drain.ts';
import { inMacrotask } from '../node/macrotask.ts';
import { EscapeWatch } from './escapes.ts';

/** What is noted of a real timer that is made in a file of that name. */
function escapesOf(filename: string): readonly string[] {
  const escapes = new EscapeWatch();
  escapes.begin();
  runInThisContext('\nclearTimeout(setTimeout(() => {}, 1000));', { filename });
  return escapes.end(() => {})?.escapes ?? [];
}

it('says where a real resource was made', () => {
  expect(escapesOf('/home/me/project/src/load.ts')).toEqual([
    'Timeout, made at /home/me/project/src/load.ts:2',
  ]);
});

it('tells the harness by where it is, not by a word in the path', () => {
  for (const file of ['/home/me/heddle-demo/load.ts', '/home/me/harness/core/load.ts']) {
    expect(escapesOf(file)).toEqual([`Timeout, made at ${file}:2`]);
  }
});

it('asks for a closer look at what takes numbers that nobody accounts for, and at nothing else', async () => {
  const looks = await inMacrotask(() => {
    const lookAt = newWatch();
    const plain = Array.from({ length: 9 }, () => lookAt(() => void Promise.resolve().then(() => {})));
    const own = lookAt(() => void new AsyncResource('POOL'));
    return { plain, own, after: lookAt(() => void new AsyncResource('POOL')) };
  });
  expect(looks).toEqual({ plain: Array.from({ length: 9 }, () => []), own: undefined, after: [] });
});

it('asks for a closer look where something real comes among what is simulated, and then says where', async () => {
  const simulate = (): void => void simulated.add(makeTimer('/simulated.ts'));
  const looks = await inMacrotask(() => {
    const lookAt = newWatch();
    for (let i = 0; i < 9; i++) lookAt(simulate);
    return [lookAt(simulate), lookAt(() => makeTimer('/real.ts')), lookAt(() => makeTimer('/real.ts'))];
  });
  expect(looks).toEqual([[], undefined, ['Timeout, made at /real.ts:1']]);
});

it('does not look at a run that was looked at before, nor takes it into account for the next', async () => {
  const looks = await inMacrotask(() => {
    const { drain } = findDrain();
    const escapes = new EscapeWatch();
    const lookAt = (again: boolean, work: () => void): readonly string[] | undefined => {
      escapes.begin(false, again);
      work();
      drain();
      return escapes.end(drain)?.escapes;
    };
    const real = (): void => void makeTimer('/real.ts');
    return [lookAt(false, real), lookAt(true, real), lookAt(false, () => {})];
  });
  expect(looks).toEqual([['Timeout, made at /real.ts:1'], undefined, []]);
});

/** Looks at one run after another. */
function newWatch(): (run: () => void) => readonly string[] | undefined {
  const { drain } = findDrain();
  const escapes = new EscapeWatch();
  return (run) => {
    escapes.begin();
    run();
    drain();
    return escapes.end(drain)?.escapes;
  };
}

function makeTimer(filename: string): object {
  return runInThisContext('((timer) => (clearTimeout(timer), timer))(setTimeout(() => {}, 1000))', {
    filename,
  }) as object;
}
