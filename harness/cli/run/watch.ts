import { type ChildProcess, spawn } from 'node:child_process';
import { describeError } from '../../core/describe-error.ts';
import type { Io } from '../process/console-io.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { boundChild } from '../process/parent.ts';
import type { Project } from '../project/project.ts';
import { watchSources } from './watch-sources.ts';

/** Editors write a file in several steps. */
const SETTLE_MS = 150;

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
  const endWatching = await watchSources(project.root, onChange, (error) => {
    io.err.write(`Not every file is watched: ${describeError(error)}\n`);
  });
  start();
  await untilEnd(io);
  clearTimeout(settled);
  await endWatching();
  await restarting;
  await stop();
  return exitCodes.interrupted;
}

/** Until an interrupt, or the key q where there is a keyboard. */
function untilEnd({ signal }: Io): Promise<void> {
  return new Promise((resolve) => {
    const { stdin } = process;
    const onKey = (key: Buffer): void => {
      // In raw mode, Ctrl+C is a key too.
      if (key.includes('q') || key.includes(3)) end();
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
