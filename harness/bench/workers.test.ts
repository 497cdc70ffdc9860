import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { WorkersSpeed } from './workers.ts';

// Worker threads need the compiled modules.
const built = new URL('../../dist/harness/bench/workers.js', import.meta.url);

it('measures one worker beside two', async () => {
  const program = `import(${JSON.stringify(built)}).then(async ({ measureWorkers }) => {
    const speed = await measureWorkers(['batch lost', 'keys after unload'], { rounds: 1, turnMs: 100 });
    process.stdout.write(JSON.stringify(speed));
  });`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--eval', program]);
  const speed = JSON.parse(stdout) as WorkersSpeed;
  expect(speed.one).toBeGreaterThan(0);
  expect(speed.two).toBeGreaterThan(0);
  expect(speed.ratio).toBeCloseTo(speed.two / speed.one, 1);
});
