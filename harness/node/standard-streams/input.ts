import { Socket as NodeSocket } from 'node:net';
import type { Machine } from '../machine/machine.ts';
import { Socket } from '../net/socket.ts';
import type { StreamHandle } from '../net/stream-handle.ts';

/** A standard input, through which `text` comes, and then its end. */
export function inputOf(machine: Machine, handle: StreamHandle, text: string | Uint8Array): NodeSocket {
  const identity = {
    task: machine.run.current,
    outward: 'stdin',
    inward: 'stdin',
    group: 'process',
  };
  const near = new Socket(machine, identity);
  const far = new Socket(machine, identity);
  const route = { isLocal: true, latencyMs: () => machine.settings.latencyMs('process.data') };
  Socket.connect(near, far, route, route);
  handle.attach(near);
  far.establish();
  if (text.length > 0) far.write(Buffer.from(text as Uint8Array), () => {});
  far.sendEnd();
  const stream = new NodeSocket({ handle, readable: true, writable: false } as object);
  return Object.assign(stream, { fd: 0 });
}
