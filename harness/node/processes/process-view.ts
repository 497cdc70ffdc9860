import { EventEmitter } from 'node:events';
import { realProcess } from '../real-process.ts';

/** What is a process's own of what `process` shows. */
export interface ProcessFacts {
  readonly pid: number;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends it, and makes what is to be thrown so that its code goes no further. */
  readonly exit: (code: number) => Error;
  /** Sends a signal; false where no process has that number. */
  readonly kill: (pid: number, signal: NodeJS.Signals) => boolean;
}

/** The real one's are watched, and add to its own listeners. */
const ADDERS = ['on', 'addListener', 'once', 'prependListener', 'prependOnceListener'] as const;
const ownAdders = Object.fromEntries(ADDERS.map((name) => [name, EventEmitter.prototype[name] as unknown]));

/**
 * What modules of a program get as `process`: the real one, but for what each process has of its own. Listeners too: a
 * signal is for one process.
 */
export function processView({ pid, argv, env, exit, kill }: ProcessFacts): NodeJS.Process {
  const view = Object.create(realProcess) as NodeJS.Process;
  EventEmitter.call(view);
  const end = (given?: number | string | null): never => {
    const code = Number(given ?? view.exitCode ?? 0);
    view.emit('exit', code);
    throw exit(code);
  };
  const own = {
    ...ownAdders,
    pid,
    argv: [...argv],
    argv0: 'node',
    env: { ...env },
    exitCode: undefined as number | undefined,
    exit: end,
    reallyExit: end,
    kill: (other: number, signal: NodeJS.Signals = 'SIGTERM') => kill(other, signal),
  };
  for (const [name, value] of Object.entries(own))
    Object.defineProperty(view, name, { value, writable: true, enumerable: true, configurable: true });
  return view;
}
