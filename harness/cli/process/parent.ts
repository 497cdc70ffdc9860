import type { SpawnOptions } from 'node:child_process';
import { exitCodes } from './exit-codes.ts';
import { leave } from './leave.ts';

const MARK = 'HEDDLE_CHILD';

/** How to start a process of our own that does not outlive this one, however this one ends. */
export function boundChild(): SpawnOptions {
  return { env: { ...process.env, [MARK]: '1' }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] };
}

/** In such a process: the channel to its parent closes when that ends, even by SIGKILL. */
export function endWithParent(): void {
  if (process.env[MARK] === undefined || process.channel === undefined) return;
  process.on('disconnect', () => leave(exitCodes.hungUp));
  process.channel.unref();
}
