import fs from 'node:fs';
import { expect, test } from 'vitest';
import { differencesOf } from './disk-and-volume.fixture.ts';

type Call = (...args: readonly unknown[]) => unknown;

const functionOf = (name: string): Call =>
  name.split('.').reduce<unknown>((of, key) => Reflect.get(of as object, key), fs) as Call;

test('what random programs see of the volume is what they see of a disk', async () => {
  const call = (name: string, args: readonly unknown[]): unknown => {
    const value = functionOf(name)(...args);
    return value instanceof fs.Dir ? namesOf(value) : value;
  };
  expect(await differencesOf({ call, seed: (program) => program }, 420)).toBe('');
});

function namesOf(dir: fs.Dir): readonly string[] {
  const names: string[] = [];
  for (let entry = dir.readSync(); entry !== null; entry = dir.readSync()) names.push(entry.name);
  dir.closeSync();
  return names;
}

test('programs that are called back, one call after the other, see the same of the volume as of a disk', async () => {
  const call = async (name: string, args: readonly unknown[]): Promise<unknown> => {
    const value = await calledBack(functionOf(name.replace('Sync', '')), args);
    return value instanceof fs.Dir ? namesLaterOf(value) : value;
  };
  const differences = await differencesOf(
    {
      call,
      seed: (program) => `async ${program}`,
      // It calls back with no error first; and of a link that leads nowhere the two forms of Node say two things.
      lacks: ({ name, args }) => name === 'existsSync' || (name === 'mkdirSync' && args.length > 1),
    },
    120,
  );
  expect(differences).toBe('');
});

/** What a function calls back with, given the arguments of the form that answers at once. */
function calledBack(call: Call, args: readonly unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, value: unknown): void => (error ? reject(error) : resolve(value));
    call(...args.filter((arg) => arg !== undefined), done);
  });
}

async function namesLaterOf(dir: fs.Dir): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const entry of dir) names.push(entry.name);
  return names;
}
