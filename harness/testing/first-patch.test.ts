import { expect, test } from 'vitest';
import { RunnerProject } from './runner-project.fixture.ts';

// What Node loads when it is first asked for it must not be loaded in a run.
test('the first patch of a process makes nothing real', async () => {
  const project = new RunnerProject();
  project.write(
    'patch.js',
    `import fs from 'node:fs/promises';
    import { explore } from 'heddle';
    await explore('patches', async (sim) => {
      sim.patch(fs, { readFile: async () => 'simulated' });
      if ((await fs.readFile('x')) !== 'simulated') throw new Error('not patched');
    });
    console.log('explored');`,
  );
  const { code, text } = await project.node(['patch.js']);
  expect({ code, text }).toEqual({ code: 0, text: 'explored\n' });
});
