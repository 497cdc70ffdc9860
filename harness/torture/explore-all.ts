import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { simulatingFlags } from '../node/bindings/flags.ts';
import type { ChildTask } from './child.ts';
import type { ExplorationDigest } from './digest.ts';

/** Processes at a time. */
const PARTS = 2;

/**
 * Explores everything in processes of its own.
 * @returns for each time the digests of all explorations
 * @throws Error where a process fails
 */
export async function exploreAll(
  node: string,
  task: Omit<ChildTask, 'part' | 'of' | 'simulatesNode'>,
): Promise<readonly (readonly ExplorationDigest[])[]> {
  const parts: ExplorationDigest[][][] = [];
  // Those that run on a simulated Node need processes of another kind.
  for (const simulatesNode of [false, true]) {
    const some = Array.from({ length: PARTS }, (_, part) =>
      explorePart(node, { ...task, simulatesNode, part, of: PARTS }),
    );
    parts.push(...(await Promise.all(some)));
  }
  return Array.from({ length: task.times }, (_, time) => parts.flatMap((times) => times[time] ?? []));
}

function explorePart(node: string, task: ChildTask): Promise<ExplorationDigest[][]> {
  const script = fileURLToPath(new URL('./child.js', import.meta.url));
  const flags = task.simulatesNode ? simulatingFlags : [];
  const child = spawn(node, [...flags, script, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TZ: 'UTC' },
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) reject(new Error(`${node} ended with exit code ${code}.`));
      else
        resolve(
          printed
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as ExplorationDigest[]),
        );
    });
  });
}
