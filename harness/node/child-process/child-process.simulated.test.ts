import { AsyncLocalStorage } from 'node:async_hooks';
import { exec, execFile, execFileSync, execSync, fork, spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Commands } from '../../core/command.ts';
import { failing } from '../../core/failing.fixture.ts';
import { type Picker, promptPicker } from '../../core/picker.ts';
import { inTask, type RanInTask, type TaskBody } from '../../program/in-task.fixture.ts';
import { simulate } from '../../program/simulate.ts';

const COMMANDS: Commands = {
  git: ([verb], { cwd, env }) => ({ stdout: `${verb} in ${cwd} as ${env['USER']}\n`, ms: 20 }),
  fails: () => ({ stdout: 'half', stderr: 'bad\n', code: 3 }),
  upper: { run: (_args, { stdin }) => ({ stdout: stdin.toString().toUpperCase() }), readsStdin: true },
  sleep: ([seconds]) => ({ ms: Number(seconds) * 1000 }),
  stubborn: { run: () => ({ ms: 1000 }), ignores: ['SIGTERM'] },
  echo: true,
};

const ran = <T>(body: TaskBody<T>, picker: Picker = promptPicker): Promise<RanInTask<T>> =>
  inTask(body, {
    node: { commands: COMMANDS },
    picker,
    menu: { 'process.run': ['SIGKILL', '1'] },
  });
const answerOf = async <T>(body: TaskBody<T>): Promise<T> => (await ran(body)).value;

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException | undefined)?.code;

/** What happens to a child, in its order. */
function logOf(child: ReturnType<typeof spawn>): Promise<string[]> {
  const log: string[] = [];
  child.on('spawn', () => log.push('spawn'));
  child.on('error', (error) => log.push(`error ${(error as NodeJS.ErrnoException).code}`));
  child.on('exit', (code, signal) => log.push(`exit ${code} ${signal}`));
  child.stdout?.on('data', (chunk: Buffer) => log.push(`data ${chunk.toString()}`));
  child.stdout?.on('end', () => log.push('end'));
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve([...log, `close ${code} ${signal}`]));
    child.on('error', () => resolve(log));
  });
}

test('a scripted command is given its arguments, folder and environment, and what it prints is read', async () => {
  const { value, events } = await ran(() =>
    promisify(execFile)('/usr/bin/git', ['status'], { cwd: '/repo', env: { USER: 'me' } }),
  );
  expect(value).toEqual({ stdout: 'status in /repo as me\n', stderr: '' });
  expect(events).toContain('process.run(git status)#1');
  expect(events).toContain('process.data(git status stdout)#1');
  expect(events).toContain('process.exit(git status)#1');
});

test('spawn, data, end, exit and close come in an order that Node has', async () => {
  const log = await answerOf(() => logOf(spawn('git', ['log'], { cwd: '/', env: { USER: 'me' } })));
  expect(log[0]).toBe('spawn');
  expect(log.at(-1)).toBe('close 0 null');
  expect(log.indexOf('end')).toBeGreaterThan(log.findIndex((line) => line.startsWith('data')));
  expect(log).toContain('exit 0 null');
});

test('a process may be told to have exited before what it printed was read', async () => {
  const exitFirst: Picker = {
    pick: ({ pending }) =>
      Math.max(
        0,
        pending.events.findIndex(({ type }) => type.name === 'process.exit'),
      ),
  };
  const { value } = await ran(() => logOf(spawn('fails')), exitFirst);
  expect(value.indexOf('exit 3 null')).toBeLessThan(value.indexOf('data half'));
  expect(value.at(-1)).toBe('close 3 null');
});

test('a command that fails rejects with its code and what it printed', async () => {
  const error = await answerOf(() => promisify(execFile)('fails').catch((error: unknown) => error));
  expect(error).toMatchObject({ code: 3, stdout: 'half', stderr: 'bad\n', killed: false, signal: null });
});

test('exec splits a simple line; what there is not, the shell does not find', async () => {
  const { stdout } = await answerOf(() => promisify(exec)(`git 'a b'`, { cwd: '/', env: { USER: 'me' } }));
  expect(stdout).toBe('a b in / as me\n');
  const error = await answerOf(() => promisify(exec)('nothing').catch((error: unknown) => error));
  expect(error).toMatchObject({ code: 127, stderr: '/bin/sh: 1: nothing: not found\n' });
});

test('a line that takes a shell is refused by name', async () => {
  const run = simulate((sim) => void sim.task('t', () => void exec('git log | head')), {
    node: { commands: COMMANDS },
  });
  await expect(run).rejects.toThrow(
    '"git log | head" takes a shell: say what one does with it, node: { commands: { sh: (args) => … } }.',
  );
});

test('a program that there is not is ENOENT, in the next tick', async () => {
  const { value, events } = await ran(() => logOf(spawn('nothing')));
  expect(value).toEqual(['error ENOENT']);
  expect(events.some((id) => id.startsWith('process.run'))).toBe(false);
  const error = await answerOf(() => promisify(execFile)('nothing', ['x']).catch((error: unknown) => error));
  expect(error).toMatchObject({
    code: 'ENOENT',
    syscall: 'spawn nothing',
    path: 'nothing',
    spawnargs: ['x'],
  });
});

test('a command that reads its input begins when that has ended', async () => {
  const { value, events } = await ran(async () => {
    const child = spawn('upper');
    const output = text(child.stdout);
    child.stdin.write('hello ');
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.stdin.end('world');
    return output;
  });
  expect(value).toBe('HELLO WORLD');
  expect(events.indexOf('process.end(upper stdin)#1')).toBeLessThan(events.indexOf('process.run(upper)#1'));
});

test('a killed process ends by the signal, and its output with it', async () => {
  const [log, killed] = await answerOf(async () => {
    const child = spawn('sleep', ['100']);
    const ended = logOf(child);
    setTimeout(() => child.kill(), 50);
    return [await ended, child.killed] as const;
  });
  expect(log).toEqual([
    'spawn',
    expect.stringMatching(/^(?:end|exit)/),
    expect.any(String),
    'close null SIGTERM',
  ]);
  expect(log).toContain('exit null SIGTERM');
  expect(killed).toBe(true);
});

test('who ignores SIGTERM ends by SIGKILL; who has ended cannot be killed', async () => {
  const results = await answerOf(async () => {
    const child = spawn('stubborn');
    const ended = new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)));
    const first = child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill('SIGKILL');
    return [first, await ended, child.kill()];
  });
  expect(results).toEqual([true, 'SIGKILL', false]);
});

test('a timeout or an aborted signal kills it', async () => {
  const late = await answerOf(() =>
    promisify(execFile)('sleep', ['9'], { timeout: 200 }).catch((e: unknown) => e),
  );
  expect(late).toMatchObject({ killed: true, signal: 'SIGTERM', code: null });
  const aborted = await answerOf(() => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    return promisify(execFile)('sleep', ['9'], { signal: controller.signal }).catch((e: unknown) => e);
  });
  expect(aborted).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR' });
});

test('a fault is a signal or a code', async () => {
  const outcome = (fault: string) => ran(() => logOf(spawn('git', ['log'])), failing('process.run', fault));
  expect((await outcome('SIGKILL')).value.at(-1)).toBe('close null SIGKILL');
  expect((await outcome('1')).value.at(-1)).toBe('close 1 null');
});

test('each child has a number of its own', async () => {
  const pids = await answerOf(() => [spawn('git').pid, spawn('git').pid]);
  expect(new Set([...pids, process.pid]).size).toBe(3);
});

test('synchronous calls are over when they return, and are no events', async () => {
  const { value, events } = await ran(() => {
    const failed = spawnSync('fails');
    return [
      execFileSync('git', ['status'], { cwd: '/', env: { USER: 'me' } }).toString(),
      execSync('upper', { input: 'abc' }).toString(),
      [failed.status, failed.stdout.toString(), failed.stderr.toString()],
      codeOf(spawnSync('nothing').error),
      codeOf(spawnSync('sleep', ['10'], { timeout: 100 }).error),
    ];
  });
  expect(value).toEqual(['status in / as me\n', 'ABC', [3, 'half', 'bad\n'], 'ENOENT', 'ETIMEDOUT']);
  expect(events).toEqual([]);
});

test('a real program is run to its end within an event', async () => {
  const { value } = await ran(() => promisify(execFile)('echo', ['really']));
  expect(value.stdout).toBe('really\n');
  expect(await answerOf(() => execFileSync('echo', ['now']).toString())).toBe('now\n');
});

test('fork is refused by name', async () => {
  const run = simulate((sim) => void sim.task('t', () => void fork('/file.js')), { node: true });
  await expect(run).rejects.toThrow(/^child_process\.fork is not simulated/);
});

test('a child calls back in the async context in which it was started', async () => {
  const storage = new AsyncLocalStorage<string>();
  const seen = await answerOf(
    () =>
      new Promise((resolve) => {
        storage.run('starter', () => spawn('git').on('exit', () => resolve(storage.getStore())));
      }),
  );
  expect(seen).toBe('starter');
});

test('a child that nobody refers to keeps no run going', async () => {
  const run = await simulate(
    (sim) => void sim.task('t', () => spawn('sleep', ['100'], { stdio: 'ignore' }).unref()),
    {
      node: { commands: COMMANDS },
    },
  );
  expect([run.findings, run.nowMs < 1000]).toEqual([[], true]);
});
