import type { Fault } from '../../core/event.ts';
import type { Task } from '../../core/task.ts';
import type { HandleKind } from '../bindings/switchboard.ts';
import { type Machine, TURN_MS } from '../machine/machine.ts';
import { type Address, covers, mapped, overlap } from './address.ts';
import type { HostTable } from '../dns/host-table.ts';
import { type Link, Links, type LinkUser } from './links.ts';
import { type Accept, type Connected, Listener } from './listener.ts';
import { Socket } from './socket.ts';
import { StreamHandle } from './stream-handle.ts';

/** Where ports begin that the system gives away by itself: for those who listen, and for those who connect. */
const FIRST_LISTENING_PORT = 32_768;
const FIRST_CONNECTING_PORT = 50_000;

/** Where the scenario's own code is. */
const LOCALHOST = 'localhost';
const LOOPBACK = /^(?:::1$|127\.)/;

/** What Linux takes to give up (`tcp_syn_retries` 6), virtual milliseconds. */
const CONNECT_TIMEOUT_MS = 127_000;

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

/** A call, and the ways that it takes. */
interface Call extends Caller {
  readonly there: Link;
  readonly back: Link;
}

interface Bound {
  readonly host: string;
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
  readonly #hosts: HostTable;
  /** Hosts on which some process is, or was. */
  readonly #inUse = new Set<string>();
  readonly links: Links;

  constructor(machine: Machine, hosts: HostTable) {
    this.#machine = machine;
    this.#hosts = hosts;
    const { settings } = machine;
    this.links = new Links((isLocal) => settings.latencyMs(isLocal ? 'net.data' : 'network'));
  }

  /** A process is on the host of its name, where there is one; all others are on `localhost`. */
  hostOf({ process }: Task): string {
    const host = this.#hosts.has(process.name) ? process.name : LOCALHOST;
    this.#inUse.add(host);
    return host;
  }

  /** Who is reached under an address from there. */
  #hostAt(address: string, from: string): string {
    if (LOOPBACK.test(address)) return from;
    return this.#hosts.namesOf(address)[0] ?? LOCALHOST;
  }

  /** Who is reached under an address from a host, and the way there. */
  wayTo(from: string, address: string): { readonly host: string; readonly link: Link } {
    const to = this.#hostAt(address, from);
    // The scenario's own code stands for all hosts that no process is on.
    return { host: this.#inUse.has(to) ? to : LOCALHOST, link: this.links.get(from, to) };
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
    const host = this.hostOf(task);
    const isTaken = (bound: Bound): boolean =>
      bound.host === host && bound.port === port && overlap(bound.address, address);
    if (this.#open.some(isTaken)) return undefined;
    const listener = new Listener(this.#machine, task, accept);
    this.#bound.push({ host, address, port, listener });
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
    const from = this.hostOf(task);
    const to = kind === 'Pipe' ? from : this.#hostAt(address, from);
    // The scenario's own code stands for all hosts that no process is on.
    const host = this.#inUse.has(to) ? to : LOCALHOST;
    const bound = this.#open.find(
      (one) => one.host === host && one.port === port && covers(one.address, address),
    );
    this.#call({ ...caller, there: this.links.get(from, to), back: this.links.get(to, from) }, socket, bound);
    return socket;
  }

  #call(call: Call, socket: Socket, bound: Bound | undefined): void {
    const { task, there, back } = call;
    const key = socket.identity.outward;
    const [isTo, isFro] = [there.isCut, back.isCut];
    if (!isTo && !isFro) {
      const complete = (fault: Fault | undefined): void => this.#arrive(call, socket, bound, fault);
      this.#machine.issue({ name: 'net.connect', key, task, complete });
      return;
    }
    const { nowMs } = this.#machine.run;
    const stop = (): void => {
      for (const { users } of [there, back]) users.delete(waiting);
    };
    const timeout = this.#machine.issue({
      name: 'net.connect',
      key,
      task,
      windowMs: [nowMs + CONNECT_TIMEOUT_MS, nowMs + CONNECT_TIMEOUT_MS],
      complete: () => {
        stop();
        if (!socket.isClosed) call.answer('ETIMEDOUT');
      },
    });
    const waiting: LinkUser = {
      cut: () => {},
      broken: () => {},
      healed: () => {
        stop();
        if (timeout !== undefined) this.#machine.run.pending.withdraw(timeout);
        this.#call(call, socket, bound);
      },
    };
    (isTo ? there : back).users.add(waiting);
  }

  #arrive(caller: Call, socket: Socket, bound: Bound | undefined, fault: Fault | undefined): void {
    const { kind, address, answer, there: to, back } = caller;
    if (to.isCut || back.isCut) {
      this.#call(caller, socket, bound);
      return;
    }
    if (fault !== undefined || bound === undefined || bound.listener.task.dead) {
      if (!socket.isClosed) answer(fault ?? (kind === 'Pipe' ? 'ENOENT' : 'ECONNREFUSED'));
      return;
    }
    const { listener } = bound;
    const { task, outward, inward } = socket.identity;
    const far = new Socket(this.#machine, { task: listener.task, outward: inward, inward: outward });
    Socket.connect(socket, far, to, back);
    const [near, there] = this.#addresses(caller, address);
    const connected = (): void => {
      this.#machine.issue({
        name: 'net.connected',
        key: outward,
        task,
        latencyMs: TURN_MS,
        isReady: true,
        complete: () => {
          if (socket.isClosed) return;
          answer({ socket, local: near, remote: there });
          socket.establish();
        },
      });
    };
    // Who has left in the meantime has told the system so.
    if (socket.isClosed) socket.sendEnd();
    listener.arrive({ socket: far, ...serverSide(bound.address, near, there) }, outward, TURN_MS, connected);
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
