import { runInThisContext } from 'node:vm';
import { expect, it } from 'vitest';
import { watchEscapes } from './escapes.ts';

/** What is noted of a real timer that is made in a file of that name. */
function escapesOf(filename: string): readonly string[] {
  const escapes = watchEscapes();
  try {
    runInThisContext('\nclearTimeout(setTimeout(() => {}, 1000));', { filename });
  } finally {
    escapes.stop();
  }
  return escapes.stop();
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
