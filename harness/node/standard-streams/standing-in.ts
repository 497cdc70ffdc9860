import { realProcess } from '../real-process.ts';

type Write = (this: unknown, ...args: unknown[]) => unknown;

/** What stands in for parts of `process` during a run. */
export interface StandIn {
  /** @param args as `write` of a stream takes them */
  print(name: 'stdout' | 'stderr', show: (chunk: unknown) => void, args: readonly unknown[]): boolean;
  readonly stdin: object;
  /** The number of an error, or 0. */
  kill(pid: number, signal: number): number;
}

let current: StandIn | undefined;
let isInPlace = false;

/** From now on, until it is called with undefined. What asks is put in place once for a thread: a run takes microseconds. */
export function standIn(next: StandIn | undefined): void {
  if (!isInPlace) putInPlace();
  current = next;
}

function putInPlace(): void {
  isInPlace = true;
  for (const name of ['stdout', 'stderr'] as const) {
    const stream = realProcess[name];
    const write = Reflect.get(stream, 'write') as Write;
    const printing: Write = function (this: unknown, ...args) {
      const show = (chunk: unknown): void => void write.call(stream, chunk);
      return current === undefined ? write.apply(this, args) : current.print(name, show, args);
    };
    Object.defineProperty(stream, 'write', { value: printing, writable: true, configurable: true });
  }
  const stdin = Object.getOwnPropertyDescriptor(realProcess, 'stdin');
  Object.defineProperty(realProcess, 'stdin', {
    configurable: true,
    enumerable: true,
    get: () => current?.stdin ?? (stdin?.get?.call(realProcess) as unknown),
  });
  const natives = realProcess as unknown as { _kill: (pid: number, signal: number) => number };
  const native = natives._kill;
  natives._kill = (pid, signal) => (current === undefined ? native(pid, signal) : current.kill(pid, signal));
}
