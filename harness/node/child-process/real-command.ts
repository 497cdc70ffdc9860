import { getSystemErrorName } from 'node:util';
import type { CommandResult } from '../../core/command.ts';
import type { SpawnOptions, SpawnSyncResult } from '../bindings/child-handle.ts';
import { switchboardIfAny } from '../bindings/switchboard.ts';

type SpawnSync = (options: SpawnOptions) => SpawnSyncResult;

/** Runs the real program to its end, while the run stands still. */
export function runReal({ file, args, cwd, envPairs }: SpawnOptions, stdin: Buffer): CommandResult {
  const native = switchboardIfAny()?.real['spawn_sync']?.['spawn'] as SpawnSync;
  const pipe = { type: 'pipe', readable: false, writable: true };
  const stdio = [{ type: 'pipe', readable: true, writable: false, input: stdin }, pipe, pipe];
  const { status, signal, output, error } = native({ file, args, cwd, envPairs, stdio });
  if (error !== undefined)
    return { stderr: `${file} cannot be run: ${getSystemErrorName(error)}\n`, code: 127 };
  return {
    stdout: output?.[1] ?? '',
    stderr: output?.[2] ?? '',
    ...(signal === null ? { code: status ?? 0 } : { signal: signal as NodeJS.Signals }),
  };
}
