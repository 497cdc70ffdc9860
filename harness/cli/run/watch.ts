import { type ChildProcess, spawn } from 'node:child_process';
import { type FSWatcher, readdirSync, watch as watchFiles } from 'node:fs';
import path from 'node:path';
import type { Io } from '../process/console-io.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { boundChild } from '../process/parent.ts';
import type { Project } from '../project/project.ts';

/** Editors write a file in several steps. */
const SETTLE_MS = 150;
const IGNORED_FOLDERS = new Set(['node_modules', 'dist', 'coverage', 'reports']);
/** What code is made of; reports that a run writes are not. */
const SOURCE = /\.[cm]?[jt]sx?$|^(?:package|tsconfig.*)\.json$/;

/**
 * Runs the same command again, in a process of its own, whenever a source file changes: loaded modules cannot be
 * forgotten. Ends when it is interrupted, or by the key q.
 */
export async function watch(project: Project, io: Io): Promise<ExitCode> {
  io.heedInterrupts();
  const args = process.argv.slice(1).filter((arg) => arg !== '--watch' && arg !== '-w');
  let child: ChildProcess | undefined;
  let settled: NodeJS.Timeout | undefined;
  const stop = async (): Promise<void> => {
    const running = child;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    // At once: its report is not wanted any more.
    running.kill('SIGKILL');
    await ended;
  };
  const start = (): void => {
    child = spawn(process.execPath, [...process.execArgv, ...args], boundChild());
    child.once('exit', (code) => {
      if (code !== null) io.err.write('waiting for a file to change; q or Ctrl+C ends\n');
    });
  };
  let restarting = Promise.resolve();
  const onChange = (file: string): void => {
    clearTimeout(settled);
    settled = setTimeout(() => {
      restarting = restarting.then(stop).then(() => {
        io.err.write(`\n${file} changed\n`);
        start();
      });
    }, SETTLE_MS);
  };
  const watchers = watchSources(project.root, onChange);
  start();
  await untilEnd(io);
  clearTimeout(settled);
  for (const watcher of watchers) watcher.close();
  await restarting;
  await stop();
  return exitCodes.interrupted;
}

/** Watches the folders of a package, but for those that hold what others wrote. */
function watchSources(root: string, onChange: (file: string) => void): readonly FSWatcher[] {
  const heard = (folder: string) => (_: string, name: string | null) => {
    if (name !== null && SOURCE.test(path.basename(name))) onChange(path.join(folder, name));
  };
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !IGNORED_FOLDERS.has(entry.name))
    .map(({ name }) => watchFiles(path.join(root, name), { recursive: true }, heard(name)));
  return [watchFiles(root, heard('')), ...folders];
}

/** Until an interrupt, or the key q where there is a keyboard. */
function untilEnd({ signal }: Io): Promise<void> {
  return new Promise((resolve) => {
    const { stdin } = process;
    const onKey = (key: Buffer): void => {
      // In raw mode, Ctrl+C is a key too.
      if (key.toString() === 'q' || key[0] === 3) end();
    };
    const end = (): void => {
      if (stdin.isTTY) {
        stdin.setRawMode(false);
        stdin.off('data', onKey).pause();
      }
      resolve();
    };
    if (stdin.isTTY) stdin.setRawMode(true).on('data', onKey);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
