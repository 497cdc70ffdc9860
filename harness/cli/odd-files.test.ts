import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { binary, type Ended, plainEnv, TestProject } from './fixtures/spawn-heddle.ts';

const KEPT = 'scenarios/counter/one-increment.failures';
const RUN = ['run', 'one-inc', '--runs', '5', '--reporter', 'json'];

const folder = (at: string) => (project: TestProject) =>
  mkdirSync(path.join(project.root, at), { recursive: true });
const link = (at: string, to: string) => (project: TestProject) =>
  symlinkSync(to, path.join(project.root, at));
const pipe = (at: string) => (project: TestProject) => spawnSync('mkfifo', [path.join(project.root, at)]);
const file = (at: string) => (project: TestProject) => project.write(at, '');

const expectOneLine = ({ stderr, code }: Pick<Ended, 'stderr' | 'code'>, told: string): void => {
  expect(stderr).toMatch(/^heddle: [^\n]+\n$/);
  expect(stderr).toContain(told);
  expect(stderr).not.toContain('unexpected error');
  expect(code).toBe(2);
};

describe.skipIf(process.platform === 'win32')('where something odd stands', () => {
  it.each([
    [
      'a file for the folder of kept failures',
      file(KEPT),
      `folder ${KEPT} cannot be read: there is something else`,
    ],
    [
      'a link to itself for that folder',
      link(KEPT, path.basename(KEPT)),
      `${KEPT} cannot be read: it is a link`,
    ],
    ['a link to nowhere for that folder', link(KEPT, 'nowhere'), `${KEPT} cannot be read: it is a link`],
    ['a folder for a kept failure', folder(`${KEPT}/a.json`), `${KEPT}/a.json is no file`],
    ['a folder for the config', folder('heddle.config.ts'), 'heddle.config.ts does not load: it is no file'],
    [
      'a link to nowhere for the config',
      link('heddle.config.ts', 'nowhere'),
      'heddle.config.ts does not load',
    ],
    [
      'a link to itself for the config',
      link('heddle.config.ts', 'heddle.config.ts'),
      'heddle.config.ts does not load',
    ],
    [
      'a pipe for a scenario',
      pipe('scenarios/counter/one-inc.scenario.ts'),
      'one-inc.scenario.ts does not load: it is no file',
    ],
    [
      'a folder for a scenario',
      folder('scenarios/counter/one-inc.scenario.ts'),
      'one-inc.scenario.ts does not load: it is no file',
    ],
    ['a file for the folder of reports', file('reports'), '--output-dir: cannot make the folder'],
  ])('%s is one line that names it, and 2', async (_, make, told) => {
    const project = TestProject.ofTest();
    make(project);
    expectOneLine(await project.heddle(RUN), told);
  });

  // Root may read all, and only root can become another user.
  const another = ['--reuid', '65534', '--regid', '65534', '--clear-groups', process.execPath];
  const canBeAnother = spawnSync('setpriv', [...another, '--check', binary]).status === 0;

  it.runIf(canBeAnother).each([
    [RUN, 'scenarios', 'The folder scenarios cannot be read: it may not be read'],
    [RUN, 'scenarios/counter', 'The folder scenarios/counter cannot be read: it may not be read'],
    [RUN, 'scenarios/counter/one-increment.scenario.ts', 'one-increment.scenario.ts does not load'],
    [RUN, 'heddle.config.ts', 'heddle.config.ts does not load'],
    [RUN, KEPT, `The folder ${KEPT} cannot be read: it may not be read`],
    [RUN, `${KEPT}/a.json`, `${KEPT}/a.json cannot be read`],
    [['merge', 'shards'], 'shards', 'The folder shards cannot be read: it may not be read'],
    [['replay', 'report.json#1'], 'report.json', 'Cannot read report.json'],
  ])('for %j, what may not be read, %s, is one line that names it, and 2', (args, at, told) => {
    const project = TestProject.ofTest();
    project.write(`${KEPT}/a.json`, '{}');
    project.write('heddle.config.ts', 'export default {};');
    project.write('shards/1/report.json', '{}');
    project.write('report.json', '{}');
    const script = 'chmod 755 . && mkdir -m 777 out && chmod 0 "$0" && exec setpriv "$@"';
    const ended = spawnSync('sh', ['-c', script, at, ...another, binary, ...args, '--output-dir', 'out'], {
      cwd: project.root,
      env: plainEnv(),
      encoding: 'utf8',
    });
    expectOneLine({ stderr: ended.stderr, code: ended.status }, told);
  });
});
