import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { simulatingFlags } from '../node/bindings/flags.ts';
import { formatCount, formatRatio, formatTable } from './table.ts';

/** How whole programs run on a simulated Node. */
export interface SimulatedNode {
  /** By program: runs per second of CPU time, and steps of one run. */
  readonly speeds: Readonly<Record<string, { readonly runs: number; readonly steps: number }>>;
  /** Megabytes of live memory after a tenth of `memoryRuns` runs of an HTTP program, and after all. */
  readonly memory?: readonly [number, number];
  readonly memoryRuns: number;
}

/**
 * Measures in a process of its own, as Node has to be started for it.
 * @param seconds of CPU time for each program
 * @param memoryRuns 0 to leave the memory out
 */
export function measureSimulatedNode(seconds: number, memoryRuns: number): SimulatedNode {
  const entry = fileURLToPath(new URL('./simulated-node-child.js', import.meta.url));
  const flags = ['--expose-gc', '--max-semi-space-size=32', ...simulatingFlags];
  const output = execFileSync(process.execPath, [...flags, entry, `${seconds}`, `${memoryRuns}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { ...(JSON.parse(output) as Omit<SimulatedNode, 'memoryRuns'>), memoryRuns };
}

/** The first program is the one that the others are compared with: operations alone, without a simulated Node. */
export function formatSimulatedNode({ speeds, memory, memoryRuns }: SimulatedNode): string {
  const [plain] = Object.values(speeds);
  const rows = Object.entries(speeds).map(([name, { runs, steps }]) => [
    name,
    steps.toFixed(1),
    formatCount(runs),
    formatRatio(runs / (plain?.runs ?? runs)),
  ]);
  const table = formatTable(['simulated Node', 'steps', 'runs per CPU second', 'of plain operations'], rows);
  if (memory === undefined) return table;
  const [early, late] = memory.map((megabytes) => `${megabytes.toFixed(1)} MB`);
  return `${table}\nlive memory after ${formatCount(memoryRuns / 10)} runs of HTTP ${early}, after ${formatCount(memoryRuns)} ${late}`;
}
