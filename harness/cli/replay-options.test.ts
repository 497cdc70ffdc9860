import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { binary, type Ended, plainEnv, TestProject } from './fixtures/spawn-heddle.ts';

let project: TestProject;
let token = '';
const heddle = (...args: string[]): Promise<Ended> => project.heddle(args);

beforeAll(async () => {
  project = new TestProject();
  await heddle('run', 'two', '--runs', '20', '--reporter', 'json');
  token = project.report().results.flatMap(({ findings }) => findings)[0]?.token ?? '';
});
afterAll(() => project.remove());

describe('replay --until', () => {
  it('shows the run up to that step, what is known there, and what comes next', async () => {
    const { code, stdout } = await heddle('replay', token, '--until', '3');
    expect(stdout).toMatch(/^step 3 · \d+ ms · /m);
    expect(stdout).toMatch(/^ {2}comes next +\S+: \S+/m);
    expect(stdout).toMatch(/^ +3 +\d+ /m);
    expect(stdout).not.toMatch(/^. +4 +\d+ /m);
    expect(code).toBe(1);
  });

  it('says how many steps there are where there are fewer', async () => {
    const { code, stderr } = await heddle('replay', token, '--until', '999');
    expect(stderr).toMatch(/^heddle: replay --until 999: the run has \d+ steps\.\n$/);
    expect(code).toBe(2);
  });
});

describe('replay --html', () => {
  it('writes this failure alone, and says where', async () => {
    const { code, stdout } = await heddle('replay', token, '--html');
    expect(stdout).toMatch(/^page: +reports\/out\/replay\.html$/m);
    const page = project.read('reports/out/replay.html');
    expect(page.includes('2 increments, and the counter stands at 1')).toBe(true);
    expect(page.includes('http-equiv="Content-Security-Policy"')).toBe(true);
    expect(code).toBe(1);
  });

  it('is refused where the run passes', async () => {
    const seed = '1.0.prompt';
    const { code, stderr } = await heddle(
      'replay',
      'counter/two-increments',
      'atomic',
      '--seed',
      seed,
      '--html',
    );
    expect(stderr).toBe('heddle: replay --html shows a failure, and this run passes.\n');
    expect(code).toBe(2);
  });
});

describe('replay --step', () => {
  it('is refused in one line where there is no terminal', async () => {
    const { code, stderr } = await heddle('replay', token, '--step');
    expect(stderr).toMatch(/^heddle: replay --step needs a terminal[^\n]*\n$/);
    expect(code).toBe(2);
  });

  it.skipIf(spawnSync('script', ['--version']).error !== undefined)(
    'walks by key presses on a terminal, and leaves the whole run behind',
    async () => {
      const command = `${process.execPath} ${binary} replay ${token} --step --no-color`;
      const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: project.root, env: plainEnv() });
      const stdout = await walk(child, ['\u001b[D\u001b[Dvq']);
      expect(stdout).toContain('→ next · ← back');
      expect(stdout).toMatch(/▶ ✗ +\d+/);
      expect(stdout.slice(stdout.lastIndexOf('\u001b[?1049l'))).toContain('fails as recorded');
    },
  );
});

/** Presses the next key whenever the keys are shown again. */
function walk(child: ChildProcess, keys: string[]): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    let frames = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const shown = text.split('q quit').length - 1;
      if (shown === frames) return;
      frames = shown;
      const key = keys.shift();
      if (key !== undefined) child.stdin?.write(key);
    });
    child.on('close', () => resolve(text));
  });
}

describe('replay --debug', () => {
  it('stops in the inspector at the violating step', async () => {
    let inspector: ChildProcess | undefined;
    let seen = '';
    const { code, stderr } = await project.heddle(['replay', token, '--debug=0'], {}, (child) => {
      let text = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const [, address] = /node inspect (127\.0\.0\.1:\d+)\. /.exec(text) ?? [];
        if (address === undefined || inspector !== undefined) return;
        inspector = spawn(process.execPath, ['inspect', address]);
        inspector.stdout?.on('data', (output: Buffer) => {
          seen += output.toString();
          if (/break in .*replay\/breakpoint/.test(seen)) inspector?.stdin?.end('cont\n.exit\n');
        });
      });
    });
    inspector?.kill();
    expect(stderr).toMatch(/run: node inspect 127\.0\.0\.1:[1-9]\d*\. It stops at step \d+/);
    expect(seen).toMatch(/break in .*replay\/breakpoint\.js:\d+/);
    expect(code).toBe(1);
  });
});
