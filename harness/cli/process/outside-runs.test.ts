import { describe, expect, it } from 'vitest';
import { TestProject } from '../fixtures/spawn-heddle.ts';

const STORY = 'scenarios/counter/two-increments.scenario.ts';
const RUN = ['run', '--runs', '20', '--no-keep', '--reporter', 'json,default'];

/** In the command's own process alone: on a worker, it costs the scenario. */
const onMain = (code: string): string =>
  `import { isMainThread as onMain } from 'node:worker_threads'; if (onMain) { ${code} }`;

describe('what modules leave behind in the process of the command', () => {
  it.each([
    ['exit(0)', 'process.exit(0)'],
    ['reallyExit(0)', 'process.reallyExit(0)'],
    ['abort()', 'process.abort()'],
    ['of its own process', "process.kill(process.pid, 'SIGKILL')"],
    ['Error: lost', "void Promise.reject(new Error('lost'))"],
  ])(
    'costs no run: %s is told once, with its place, the report is whole, and it ends with 3',
    async (told, call) => {
      const project = TestProject.ofTest();
      project.edit(STORY, (text) => `${text}${onMain(`setInterval(() => ${call}, 1);`)}`);
      const { code, signal, stderr, stdout } = await project.heddle(RUN);
      expect(stderr.match(/^heddle: .*$/gm)).toEqual([
        expect.stringMatching(
          /^heddle: scenarios\/counter\/two-increments\.scenario\.ts:\d+: outside all runs, /,
        ),
      ]);
      expect(stderr).toContain(told);
      expect(stdout).toContain('all 4 verdicts as expected');
      expect(project.report()).toMatchObject({ interrupted: false });
      expect([code, signal]).toEqual([3, null]);
    },
  );

  it('does not keep it from ending: an interval, or a listener for the end that means another code', async () => {
    const project = TestProject.ofTest();
    project.expectNothing();
    const left = `setInterval(() => {}, 1_000); process.on('exit', () => { process.exitCode = 0; process.exit(0); });`;
    project.edit(STORY, (text) => `${text}${onMain(left)}`);
    expect(await project.heddle(RUN)).toMatchObject({ code: 1, signal: null });
  });
});

it('on a worker it costs its scenario alone, without a stack', async () => {
  const project = TestProject.ofTest();
  const left = `import { isMainThread as onMain } from 'node:worker_threads'; if (!onMain) setTimeout(() => process.exit(0), 0);`;
  project.edit(STORY, (text) => `${text}${left}`);
  const { code, stderr } = await project.heddle([...RUN, '--runs', '100000000', '--workers', '1', 'two']);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(project.report().results[0]).toMatchObject({
    verdict: 'error',
    reason: expect.stringContaining('process.exit(0)') as string,
  });
  expect(code).toBe(3);
});
