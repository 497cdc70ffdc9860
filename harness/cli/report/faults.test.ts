import { type ChildProcess, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, watch } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { binary, type Ended, plainEnv, TestProject } from '../fixtures/spawn-heddle.ts';

/** Finds what nobody expects, and does to the machine what FAULT says in the first run of each worker. */
const FAULTY = `
import { execSync } from 'node:child_process';
import { scenario } from 'heddle';
let first = true;
export default scenario('faulty', { id: 'faulty', variants: { only: 1 } }, {
  invariants: ['none'],
  run(sim) {
    if (first && process.env.FAULT) execSync(process.env.FAULT);
    first = false;
    sim.task('a', async () => {});
    return () => [{ invariant: 'none', finding: { kind: 'lost-row', message: 'a row' } }];
  },
});`;

const RUN = ['run', 'faulty', '--runs', '5', '--workers', '1', '--output-dir', 'out'];

let project: TestProject;
beforeEach(() => {
  project = new TestProject();
  project.write('scenarios/fault/faulty.scenario.ts', FAULTY);
});
afterEach(() => project.remove());

const run = (fault: string, ...args: string[]): Promise<Ended> =>
  project.heddle([...RUN, '--no-keep', ...args], { FAULT: fault });
const read = (file: string): string => project.read(file);
const findings = (): number => project.report('out').results.flatMap((result) => result.findings).length;

/** All that complains, without the line of progress. */
const complaints = ({ stderr }: Ended): string => stderr.replace(/^fault\/faulty: .*\n/m, '');

describe('a report that cannot be written', () => {
  it('where files may not grow is one line and 2, told after the verdicts; the earlier one is as it was', async () => {
    expect((await run('')).code).toBe(1);
    const before = [read('out/report.json'), read('out/index.html')];
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['-c', `ulimit -f 2; exec "$@"`, 'bash', process.execPath, binary, ...RUN, '--no-keep', '--seed', '2'],
      { cwd: project.root, env: plainEnv(), encoding: 'utf8' },
    );
    expect(stderr).toMatch(/heddle: Cannot write out\/index\.html: .*\(EFBIG\)\.\n$/);
    expect(status).toBe(2);
    expect(stdout).toContain('Not as expected');
    expect(stdout).not.toContain('index.html');
    expect([read('out/report.json'), read('out/index.html')]).toEqual(before);
    expect(readdirSync(path.join(project.root, 'out')).toSorted()).toEqual(['index.html', 'report.json']);
  });

  it('because something else stands in its folder by then is one line and 2', async () => {
    const ended = await run('rm -r out && touch out');
    expect(complaints(ended)).toMatch(
      /^heddle: --output-dir: cannot make the folder "[^"]*out" \(EEXIST\)\.\n$/,
    );
    expect(ended.code).toBe(2);
    expect(ended.stdout).toContain('Not as expected');
  });

  it('into a folder that is gone by then makes it again', async () => {
    expect((await run('rm -rf out')).code).toBe(1);
    expect(findings()).toBe(1);
  });
});

/** A mount of its own, which nobody else sees, and which goes with the process. */
const mounting = ['-Urm', 'bash', '-ec'];
const canMount = spawnSync('unshare', [...mounting, 'mount -t tmpfs tmpfs /mnt']).status === 0;

describe.runIf(canMount)('a disk', () => {
  const onDisk = (fault: string): { readonly code: number | null; readonly stderr: string } => {
    const heddle = `"${process.execPath}" "${binary}" ${RUN.join(' ')} --no-keep`;
    const script = `
      mkdir -p out && mount -t tmpfs -o size=300k tmpfs out
      ${heddle} >/dev/null 2>&1 || true
      cp out/report.json before.json
      code=0; FAULT='${fault}' ${heddle} --seed 2 >/dev/null || code=$?
      cmp out/report.json before.json
      ls -A out > left.txt
      exit $code`;
    const { status, stderr } = spawnSync('unshare', [...mounting, script], {
      cwd: project.root,
      env: plainEnv(),
      encoding: 'utf8',
    });
    return { code: status, stderr };
  };

  it('that becomes full meanwhile is one line and 2, and leaves the earlier report as it was', () => {
    const { code, stderr } = onDisk('head -c 1M /dev/zero > out/fill || true');
    expect(stderr).toMatch(
      /heddle: Cannot write out\/[\w.]+: the disk is full: free some space \(ENOSPC\)\.\n$/,
    );
    expect(code).toBe(2);
    expect(read('left.txt').split('\n').toSorted()).toEqual(['', 'fill', 'index.html', 'report.json']);
  });

  it('that becomes read-only meanwhile is one line and 2, and leaves the earlier report as it was', () => {
    const { code, stderr } = onDisk('mount -o remount,ro out');
    expect(stderr).toMatch(/heddle: .*out.* \(EROFS\)\.\n$/);
    expect(code).toBe(2);
  });
});

describe('a failure that cannot be kept', () => {
  const blocked = 'scenarios/fault/faulty.failures';
  const keeping = (...args: string[]): Promise<Ended> =>
    project.heddle([...RUN, ...args], { FAULT: `touch ${blocked}` });

  it('is in the report all the same, and one line says so', async () => {
    const ended = await keeping();
    expect(complaints(ended)).toMatch(/^Cannot write scenarios\/fault\/faulty\.failures\/only--.*\n$/);
    expect(findings()).toBe(1);
    expect(ended.code).toBe(1);
  });

  it('though it was asked for is 2', async () => {
    const ended = await keeping('--keep');
    expect(complaints(ended)).toMatch(
      /^heddle: Cannot write scenarios\/fault\/faulty\.failures\/only--.*\n$/,
    );
    expect(findings()).toBe(1);
    expect(ended.code).toBe(2);
  });
});

describe('two runs that write into one folder', () => {
  /** Starts a run that waits in its first schedule, does `then`, and kills it. */
  const waiting = (then: (child: ChildProcess) => Promise<void>): Promise<Ended> => {
    project.write('marks/.keep', '');
    const args = [...RUN, '--run-timeout', '0'];
    const fault = 'touch marks/waiting; while [ -e marks/waiting ]; do sleep 0.1; done';
    return project.heddle(args, { FAULT: fault }, (child) => {
      const watcher = watch(path.join(project.root, 'marks'), () => {
        watcher.close();
        void then(child).finally(() => {
          child.kill('SIGKILL');
          // Its worker still has the pipes of the killed one.
          rmSync(path.join(project.root, 'marks/waiting'));
        });
      });
    });
  };

  it('do not mix: the second says which process is the first, and once that is killed goes on', async () => {
    let second: Ended | undefined;
    let holder: number | undefined;
    await waiting(async (child) => {
      holder = child.pid;
      second = await run('');
    });
    expect(second?.stderr).toContain(`Another heddle (process ${holder}, since `);
    expect(second?.stderr).toMatch(/^heddle: [^\n]+\n$/);
    expect(second?.code).toBe(2);
    expect(existsSync(path.join(project.root, 'out/report.json'))).toBe(false);
    expect((await run('')).code).toBe(1);
    expect(findings()).toBe(1);
  });
});
