import type { Event } from './event.ts';
import type { Process, ProcessEnd } from './process.ts';
import type { Run } from './run.ts';
import { noteStrike } from './strike.ts';

/**
 * A process ends as the kernel ends it: its memory is gone, nothing is delivered to it any more, and what the kernel
 * holds for it is taken back. What it has asked of others, and is under way, takes effect all the same.
 */
export function endProcess(run: Run, process: Process, how: ProcessEnd): void {
  if (process.dead) return;
  process.dead = true;
  process.isRunning = false;
  run.processes.splice(run.processes.indexOf(process), 1);
  run.tasks.dieWith(process);
  run.pending.withdrawOf(process, isUnderWay);
  process.loop.unbar();
  process.endResources(how);
}

/** The schedule has chosen to kill it. */
export function strikeDown(run: Run, process: Process): void {
  noteStrike(run, 'kill', process.main);
  process.kill?.();
}

/** What has left the process, and does something elsewhere when it arrives. */
function isUnderWay({ type, effect }: Event): boolean {
  return type.kind === 'request' || (type.kind === 'operation' && effect !== undefined);
}
