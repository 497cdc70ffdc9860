import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import type { TestBody } from './body-scenario.ts';
import { explore } from './explore.ts';

const read = (): Promise<unknown> => readFile('/dev/null');
const READ = 6;

const bodies: Record<string, TestBody> = {
  'at once': () => read(),
  'after a step': async (sim) => {
    await sim.operation('call').call(undefined, () => {});
    await read();
  },
  'in tasks of its own': (sim) => sim.all([() => read()]),
};

it.each(Object.entries(bodies))(
  'a body that reads a file %s is told the line that reads',
  async (how, body) => {
    const exploring = explore(`reads ${how}`, body);
    await expect(exploring).rejects.toThrow(`made at harness/testing/escaped-line.test.ts:${READ}.`);
  },
);
