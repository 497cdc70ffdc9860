import inspector from 'node:inspector';
import { replayToBreakpoint } from '../../replay/breakpoint.ts';
import type { ReplayResult } from '../../replay/replay.ts';
import type { Io } from '../process/console-io.ts';
import type { LoadedScenario } from '../project/load-scenarios.ts';

/**
 * Waits for a debugger, and runs the schedule again up to the violating step (its first step, where it passes). In this
 * thread: a worker has no inspector of its own, and a run that stands still is no run that never comes back.
 * @param port of the inspector; 0 for any that is free
 */
export async function debugReplay(
  { id, scenario }: LoadedScenario,
  variant: string,
  result: ReplayResult,
  port: number,
  io: Io,
): Promise<void> {
  const step = result.findings.length > 0 ? result.violatingStep : 1;
  if (inspector.url() === undefined) inspector.open(port, '127.0.0.1');
  const { host } = new URL(inspector.url() ?? 'ws://127.0.0.1');
  io.err.write(`Open chrome://inspect, or run: node inspect ${host}. It stops at step ${step}.\n`);
  inspector.waitForDebugger();
  try {
    await replayToBreakpoint(id, scenario, variant, result, step);
  } finally {
    inspector.close();
  }
}
