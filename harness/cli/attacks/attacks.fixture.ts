import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs';
import path from 'node:path';
import type { Random } from '../../core/random.ts';
import { binary, plainEnv } from '../fixtures/spawn-heddle.ts';

/** What is done to a command at a moment that is drawn, and the exit codes that are right then. */
export interface Attack {
  readonly name: string;
  readonly codes: readonly (number | null)[];
  /** Starts the command in a project whose reports go to `out`, and attacks it. */
  start(project: string, args: readonly string[]): ChildProcess;
}

const node = (project: string, args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [binary, ...args], { cwd: project, env: plainEnv() });

/** Where `--keep` keeps what the project's scenarios find. */
const KEPT = 'scenarios/counter/two-increments.failures';

/** As if nothing had happened, by a signal of the system, or interrupted. */
const asUsual = [0] as const;
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGQUIT: 131 } as const;

/** @param lastsMs how long the command takes when nothing happens to it */
export function drawAttack(random: Random, lastsMs: number): Attack {
  const atMs = Math.floor(random.unit() * lastsMs);
  const later = (
    name: string,
    codes: Attack['codes'],
    act: (child: ChildProcess, project: string) => void,
  ) => ({
    name: `${name} after ${atMs} ms`,
    codes: [...asUsual, ...codes],
    start(project: string, args: readonly string[]) {
      const child = node(project, args);
      const timer = setTimeout(() => act(child, project), atMs);
      child.once('exit', () => clearTimeout(timer));
      return child;
    },
  });
  const [signal, code] = pick(random, Object.entries(signals) as [NodeJS.Signals, number][]);
  return pick<Attack>(random, [
    later('SIGKILL', [null], (child) => child.kill('SIGKILL')),
    killedWhileWriting(1 + random.below(24)),
    killedWhileWriting(1 + random.below(24)),
    // Before it makes runs, the signal has its own effect.
    later(signal, [code, null], (child) => child.kill(signal)),
    later(`twice ${signal}`, [code, null], (child) => {
      child.kill(signal);
      child.kill(signal);
    }),
    later('closed stdout', [], (child) => child.stdout?.destroy()),
    later('closed stderr', [], (child) => child.stderr?.destroy()),
    later('no folder', [2], (_, project) =>
      rmSync(path.join(project, 'out'), { recursive: true, force: true }),
    ),
    later('no kept failures', [2], (_, project) =>
      rmSync(path.join(project, KEPT), { recursive: true, force: true }),
    ),
    // What was at work is done again.
    later('SIGKILL of the workers', [], ({ pid }) => killChildrenOf(pid)),
    later('another run', [2], (_, project) =>
      node(project, ['run', 'counter', '--runs', '5', '--keep', '-u', '--output-dir', 'out-of-another']),
    ),
    secondWhileWriting(1 + random.below(12)),
    limited(1 + random.below(120)),
  ]);
}

/** Killed at the n-th thing that happens in the output folder. */
function killedWhileWriting(n: number): Attack {
  return {
    name: `SIGKILL at event ${n} of the output folder`,
    codes: [...asUsual, null],
    start(project, args) {
      mkdirSync(path.join(project, 'out'), { recursive: true });
      let left = n;
      const child = node(project, args);
      const watcher = watch(path.join(project, 'out'), { recursive: true }, () => {
        if (--left === 0) child.kill('SIGKILL');
      });
      child.once('exit', () => watcher.close());
      return child;
    },
  };
}

/** SIGTERM once runs are made, and another at the n-th thing that happens in the output folder after that. */
function secondWhileWriting(n: number): Attack {
  return {
    name: `SIGTERM, and another at event ${n} of the output folder`,
    codes: [...asUsual, 143, null],
    start(project, args) {
      mkdirSync(path.join(project, 'out'), { recursive: true });
      let seen = 0;
      const child = node(project, args);
      const watcher = watch(path.join(project, 'out'), { recursive: true }, () => {
        // The first is the lock, which comes before the runs.
        if (seen === 0 || seen === n) child.kill('SIGTERM');
        seen += 1;
      });
      child.once('exit', () => watcher.close());
      return child;
    },
  };
}

/** The process of the workers. */
function killChildrenOf(parent: number | undefined): void {
  if (process.platform !== 'linux') return;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      const [, ppid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const isHost = readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('workers/host.js');
      if (Number(ppid) === parent && isHost) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** No file may be larger: as a full disk, for any user. */
function limited(kilobytes: number): Attack {
  return {
    name: `files of at most ${kilobytes} kB`,
    codes: [...asUsual, 2],
    start: (project, args) =>
      spawn('bash', ['-c', `ulimit -f ${kilobytes}; exec "$@"`, 'bash', process.execPath, binary, ...args], {
        cwd: project,
        env: plainEnv(),
      }),
  };
}

function pick<T>(random: Random, from: readonly T[]): T {
  return from[random.below(from.length)] as T;
}
