import { isMainThread } from 'node:worker_threads';

interface Endings {
  exit: (code?: number | string | null) => never;
  /** What `process.exit` ends with; some code calls it itself. */
  reallyExit: (code?: number) => never;
  abort: () => never;
  kill: (pid: number, signal?: string | number) => true;
}

/** `reallyExit` is not in the types. */
const endings = process as unknown as Endings;

/**
 * What is loaded here cannot end the process as if all were well; on a worker thread, `process.exit` would end the thread
 * without a word, and its task would wait for ever.
 */
export function forbidExit(): void {
  const { exit, reallyExit, kill } = endings;
  endings.exit = (code) => refuse(`exit(${code ?? ''})`);
  endings.reallyExit = (code) => refuse(`reallyExit(${code ?? ''})`);
  if (!isMainThread) {
    // Of an error that nobody catches, Node itself ends the thread in this way.
    process.once('exit', () => Object.assign(endings, { exit, reallyExit }));
    return;
  }
  // Of worker threads, Node refuses the first itself, and what the second costs is known: they have a process of their own.
  endings.abort = () => refuse('abort()');
  endings.kill = (pid, signal) => {
    const isOwn = pid === process.pid || pid === 0;
    return isOwn && signal !== 0 ? refuse(`kill(${pid}) of its own process`) : kill(pid, signal);
  };
}

function refuse(call: string): never {
  throw new Error(`The code under test called process.${call}.`);
}
