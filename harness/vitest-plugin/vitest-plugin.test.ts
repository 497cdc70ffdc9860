import { expect, it } from 'vitest';
import { RunnerProject } from '../testing/runner-project.fixture.ts';

const COUNT = `
import { readFile, writeFile } from 'node:fs/promises';
export async function count(file) { await writeFile(file, String(Number(await readFile(file, 'utf8')) + 1)); }
`;
const TEST = `
import { expect } from 'vitest';
import { test } from 'heddle/vitest';
import { count } from '../src/count.js';

test('two counts', { runs: 200, node: { files: { '/n': '0' } } }, async (sim) => {
  await sim.all({ a: () => count('/n'), b: () => count('/n') });
  expect(sim.files.read('/n')).toBe('2');
});
`;

it.each(['forks', 'threads'])('whole programs are tested in vitest, in the pool %s', async (pool) => {
  const project = new RunnerProject();
  project.write('src/count.js', COUNT);
  project.write('test/count.test.js', TEST);
  project.write(
    'vitest.config.js',
    `import { simulatedNode } from 'heddle/vitest-plugin';
     export default { plugins: [simulatedNode()], test: { pool: '${pool}' } };`,
  );
  const { code, text } = await project.vitest([], { CI: '1' });
  expect(code).toBe(1);
  expect(text).toContain("expected '1' to be '2'");
  expect(text).toMatch(/`b: fs\.open\(\/n\)#1`|everything was prompt/);
});

it('without it, a test of a whole program says what to do', async () => {
  const project = new RunnerProject();
  project.write('src/count.js', COUNT);
  project.write('test/count.test.js', TEST);
  const { code, text } = await project.vitest([], { CI: '1' });
  expect(code).toBe(1);
  expect(text).toContain("plugins: [simulatedNode()], of 'heddle/vitest-plugin'");
});
