import { writeSync } from 'node:fs';
import type { StdioOption } from '../bindings/child-handle.ts';
import type { Machine } from '../machine/machine.ts';
import { Socket } from '../net/socket.ts';
import { StreamHandle } from '../net/stream-handle.ts';

const NAMES: readonly string[] = ['stdin', 'stdout', 'stderr'];

/** One of the streams of a child process, from within. */
export interface ChildStream {
  write(bytes: Uint8Array): void;
  /** Calls back with all that was written to it, when that has ended. */
  readAll(done: (bytes: Buffer) => void): void;
  close(): void;
}

/** What is not connected to anything. */
const NOTHING: ChildStream = { write: () => {}, readAll: (done) => done(Buffer.alloc(0)), close: () => {} };

/** @param title of the process: its pipes are called after it, `git status stdout` */
export function openChildStream(
  machine: Machine,
  { type, handle, fd }: StdioOption,
  index: number,
  title: string,
): ChildStream {
  if (handle instanceof StreamHandle && type !== 'wrap') return pipeTo(machine, handle, index, title);
  const number = fd ?? (type === 'inherit' ? index : undefined);
  if (number === undefined || index === 0) return NOTHING;
  return { ...NOTHING, write: (bytes) => void writeSync(number, bytes) };
}

function pipeTo(machine: Machine, handle: StreamHandle, index: number, title: string): ChildStream {
  const name = `${title} ${NAMES[index] ?? index}`;
  const task = machine.run.current;
  const group = 'process';
  const near = new Socket(machine, { task, outward: name, inward: name, group });
  const far = new Socket(machine, { task, outward: name, inward: name, group });
  const route = { isLocal: true, latencyMs: () => machine.settings.latencyMs('process.data') };
  Socket.connect(near, far, route, route);
  handle.attach(near);
  far.establish();
  return {
    write: (bytes) => void far.write(bytes, () => {}),
    readAll: (done) => readAll(far, done),
    close: () => far.close(),
  };
}

function readAll(socket: Socket, done: (bytes: Buffer) => void): void {
  const chunks: Uint8Array[] = [];
  const end = (): void => done(Buffer.concat(chunks));
  socket.startReading({ data: (bytes) => void chunks.push(bytes), end, error: end });
}
