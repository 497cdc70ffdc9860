import { inEmptyContext } from './async-storage.ts';
import { context } from './context.ts';
import { endProcess } from './end-process.ts';
import type { Process } from './process.ts';
import type { Run } from './run.ts';
import { noteStrike } from './strike.ts';
import { reportException } from './uncaught.ts';

/**
 * The power fails: all processes die, and the scenario's own starts anew, as do programs that are to be started again.
 * All memory is gone; what the world committed stays. Of the disk of a simulated machine, what it has kept is known before
 * any process starts.
 */
export function crash(run: Run): void {
  noteStrike(run, 'crash', run.main);
  run.crashes += 1;
  run.pending.clear();
  run.tasks.die();
  const ended = [...run.processes];
  run.process = run.createProcess(`main.${run.crashes + 1}`);
  run.main = run.process.main;
  run.main.status = 'fulfilled';
  for (const process of ended) process.isRunning = false;
  context.task = run.main;
  if (run.node === undefined) restart(run, ended);
  else run.node.losePower(() => restart(run, ended));
}

function restart(run: Run, ended: readonly Process[]): void {
  for (const process of ended) {
    if (process.kill === undefined) endProcess(run, process, { signal: 'SIGKILL' });
    else process.kill();
  }
  try {
    // Those that register in a restart are for the next crash.
    const restarts = Array.from(run.notes.restarts);
    for (const each of restarts) inEmptyContext(each);
  } catch (error) {
    reportException(run, error);
  }
}
