import type { Fault } from '../../core/event.ts';
import type { Task } from '../../core/task.ts';
import type { HandleKind } from '../bindings/switchboard.ts';
import type { Machine } from '../machine/machine.ts';
import { type Address, covers, mapped, overlap } from './address.ts';
import { type Accept, type Connected, Listener } from './listener.ts';
import { Socket } from './socket.ts';
import { StreamHandle } from './stream-handle.ts';

/** Where ports begin that the system gives away by itself: for those who listen, and for those who connect. */
const FIRST_LISTENING_PORT = 32_768;
const FIRST_CONNECTING_PORT = 50_000;

/** Whether a connection is taken is a matter of the next turn of the loop, and of how busy it is. Virtual ms. */
const ACCEPT_MS = [0, 5] as const;

/** Somebody who wants a connection. */
export interface Caller {
  readonly task: Task;
  readonly kind: HandleKind;
  /** The address or the path that is called. */
  readonly address: string;
  /** 0 for a path. */
  readonly port: number;
  /** Called with the client's end, or with the code of an error. */
  readonly answer: (result: Connected | string) => void;
}

interface Bound {
  readonly address: string;
  readonly port: number;
  readonly listener: Listener;
}

/** The network of a run: who listens where, and the connections between. */
export class Network {
  /** All that there were. */
  readonly handles: StreamHandle[] = [];
  readonly #machine: Machine;
  #bound: Bound[] = [];
  #nextPort = FIRST_CONNECTING_PORT;
  /** How many connections a task has asked for, by its name. */
  readonly #connections = new Map<string, number>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** A handle of Node's. @param connected the connection whose end it is, if it is one */
  open(kind: HandleKind, type: number, connected?: Connected): StreamHandle {
    const handle = new StreamHandle(this.#machine, this, kind, type, connected);
    this.handles.push(handle);
    return handle;
  }

  /** A port at which nobody listens. */
  freePort(): number {
    let port = FIRST_LISTENING_PORT;
    while (this.#open.some((bound) => bound.port === port)) port += 1;
    return port;
  }

  /** Takes connections from now on; undefined where somebody else does there. */
  listen(address: string, port: number, task: Task, accept: Accept): Listener | undefined {
    if (this.#open.some((bound) => bound.port === port && overlap(bound.address, address))) return undefined;
    const listener = new Listener(this.#machine, task, accept);
    this.#bound.push({ address, port, listener });
    return listener;
  }

  get #open(): readonly Bound[] {
    return (this.#bound = this.#bound.filter(({ listener }) => listener.isOpen));
  }

  /** The system of this host knows at once whether somebody listens; the caller is told later. */
  connect(caller: Caller): Socket {
    const { task, kind, address, port } = caller;
    const n = (this.#connections.get(task.name) ?? 0) + 1;
    this.#connections.set(task.name, n);
    const [here, there] = [`${task.name}:${n}`, kind === 'Pipe' ? address : String(port)];
    const identity = { task, outward: `${here}→${there}`, inward: `${there}→${here}` };
    const socket = new Socket(this.#machine, identity);
    const bound = this.#open.find((one) => one.port === port && covers(one.address, address));
    this.#machine.issue({
      name: 'net.connect',
      key: identity.outward,
      task,
      complete: (fault) => this.#arrive(caller, socket, bound, fault),
    });
    return socket;
  }

  #arrive(caller: Caller, socket: Socket, bound: Bound | undefined, fault: Fault | undefined): void {
    const { kind, address, answer } = caller;
    if (fault !== undefined || bound === undefined || bound.listener.task.dead) {
      if (!socket.isClosed) answer(fault ?? (kind === 'Pipe' ? 'ENOENT' : 'ECONNREFUSED'));
      return;
    }
    const { listener } = bound;
    const { task, outward, inward } = socket.identity;
    const far = new Socket(this.#machine, { task: listener.task, outward: inward, inward: outward });
    const route = { isLocal: true, latencyMs: () => this.#machine.settings.latencyMs('net.data') };
    Socket.connect(socket, far, route, route);
    const [near, there] = this.#addresses(caller, address);
    const connected = (): void => {
      this.#machine.issue({
        name: 'net.connected',
        key: outward,
        task,
        latencyMs: ACCEPT_MS,
        complete: () => {
          if (socket.isClosed) return;
          answer({ socket, local: near, remote: there });
          socket.establish();
        },
      });
    };
    // Who has left in the meantime has told the system so.
    if (socket.isClosed) socket.sendEnd();
    listener.arrive(
      { socket: far, ...serverSide(bound.address, near, there) },
      outward,
      ACCEPT_MS,
      connected,
    );
  }

  #addresses({ kind, port }: Caller, address: string): readonly [Address | undefined, Address | undefined] {
    if (kind === 'Pipe') return [undefined, undefined];
    const family = address.includes(':') ? 'IPv6' : 'IPv4';
    const here = family === 'IPv6' ? '::1' : '127.0.0.1';
    return [
      { address: here, family, port: this.#nextPort++ },
      { address, family, port },
    ];
  }
}

function serverSide(
  listening: string,
  near: Address | undefined,
  there: Address | undefined,
): { readonly local: Address | undefined; readonly remote: Address | undefined } {
  const shown = (address: Address | undefined): Address | undefined =>
    address !== undefined && listening === '::' ? mapped(address) : address;
  return { local: shown(there), remote: shown(near) };
}
