import { expect, it } from 'vitest';
import type { ReportedFinding } from '../result.ts';
import { TestProject } from './fixtures/spawn-heddle.ts';

const RUN = ['run', 'two-increments', '--runs', '50'];

function findingIn(project: TestProject): ReportedFinding | undefined {
  return project.report().results.flatMap(({ findings }) => findings)[0];
}

it('the cause of a failure is told in data, by heddle run and by heddle replay', async () => {
  const project = TestProject.ofTest();
  const { stdout } = await project.heddle(RUN);
  const finding = findingIn(project);
  expect(finding?.data).toMatchObject({ location: 'variable value' });
  expect(finding?.data?.accesses.length).toBeGreaterThan(1);
  for (const { place } of finding?.data?.accesses ?? [])
    expect(place).toMatch(/^scenarios\/counter\/two-increments\.scenario\.ts:1[5-6]$/);
  expect(stdout).toContain('variable value (two-increments.scenario.ts:');
  const replayed = await project.heddle(['replay', finding?.token ?? '']);
  expect(replayed.stdout).toContain('variable value (two-increments.scenario.ts:');
});

it('with --no-data it is not', async () => {
  const project = TestProject.ofTest();
  await project.heddle([...RUN, '--no-data']);
  const finding = findingIn(project);
  expect(finding?.message).toContain('2 increments');
  expect(finding?.data).toBeUndefined();
  const replayed = await project.heddle(['replay', finding?.token ?? '', '--no-data']);
  expect(replayed.stdout).not.toContain('variable value');
});

it('packages are taken into account where the scenario asks for them', async () => {
  const project = TestProject.ofTest();
  project.write('node_modules/a-store/package.json', '{ "name": "a-store", "main": "index.js" }');
  project.write(
    'node_modules/a-store/index.js',
    'exports.Store = class Store { total = 0; get() { return this.total; } set(total) { this.total = total; } };',
  );
  const run = async (option: string): Promise<ReportedFinding | undefined> => {
    project.write(
      'scenarios/counter/stored.scenario.ts',
      `import { scenario } from 'heddle';
       import store from 'a-store';
       export default scenario('a package keeps it', { id: 'sample', variants: { only: {} } }, {
         invariants: ['both'], kinds: { lost: 'It is lost.' }, ${option}
         run(sim) {
           const kept = new store.Store();
           const wait = sim.operation('wait', { latencyMs: [1, 9] });
           for (const name of ['first', 'second']) {
             sim.task(name, async () => {
               const before = kept.get();
               await wait.call(undefined, () => {});
               kept.set(before + 1);
             });
           }
           return () => [
             { invariant: 'both', finding: kept.total === 2 ? undefined : { kind: 'lost', message: 'lost' } },
           ];
         },
       });`,
    );
    await project.heddle(['run', 'counter/stored', '--runs', '20']);
    return findingIn(project);
  };
  const asked = await run("instrument: ['a-store'],");
  expect(asked?.data?.location).toBe('Store.total');
  const unasked = await run('');
  expect(unasked?.message).toBe('lost');
  expect(unasked?.data).toBeUndefined();
});

it('a project of CommonJS has it too', async () => {
  const project = TestProject.ofTest();
  project.edit('package.json', (text) => text.replace('"type": "module"', '"type": "commonjs"'));
  await project.heddle(RUN);
  expect(findingIn(project)?.data?.location).toBe('variable value');
});
