import { inEmptyContext } from './async-storage.ts';
import { context } from './context.ts';
import type { Run } from './run.ts';
import { noteStrike } from './strike.ts';
import { reportException } from './uncaught.ts';

/**
 * The process dies, and a new one starts: all memory is gone; what the world committed stays. A simulated machine loses
 * its power, and what its disk has kept is known before the new process starts.
 */
export function crash(run: Run): void {
  noteStrike(run, 'crash', run.main);
  run.crashes += 1;
  run.pending.clear();
  run.tasks.die();
  run.loop.restart();
  run.main = run.tasks.create(`main.${run.crashes + 1}`, false);
  run.main.status = 'fulfilled';
  context.task = run.main;
  if (run.node === undefined) restart(run);
  else run.node.losePower(() => restart(run));
}

function restart(run: Run): void {
  try {
    // Those that register in a restart are for the next crash.
    const restarts = Array.from(run.notes.restarts);
    for (const each of restarts) inEmptyContext(each);
  } catch (error) {
    reportException(run, error);
  }
}
