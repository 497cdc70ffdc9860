import type { Fault } from '../../core/event.ts';
import type { ProcessResource } from '../../core/process.ts';
import type { Task } from '../../core/task.ts';
import type { Machine } from '../machine/machine.ts';
import { RequestQueue } from '../machine/request-queue.ts';
import { type Address, covers, overlap } from './address.ts';
import type { Network } from './network.ts';

const FIRST_PORT = 40_000;

/** What a socket does with a datagram that has come. */
export type Receive = (bytes: Uint8Array, from: Address) => void;

/** A socket at which datagrams arrive. */
export class Mailbox implements ProcessResource {
  readonly task: Task;
  readonly host: string;
  readonly address: Address;
  /** Set while somebody reads: what comes before is kept. */
  receive: Receive | undefined = undefined;
  /** What was sent on one host arrives in the order in which it was. */
  readonly queue: RequestQueue;
  readonly #kept: Parameters<Receive>[] = [];
  readonly #leave: (mailbox: Mailbox) => void;

  constructor(machine: Machine, host: string, address: Address, leave: (mailbox: Mailbox) => void) {
    this.task = machine.run.current;
    this.host = host;
    this.address = address;
    this.queue = new RequestQueue(machine.run, 1, false);
    this.#leave = leave;
    this.task.process.hold(this);
  }

  take(bytes: Uint8Array, from: Address): void {
    if (this.receive === undefined) this.#kept.push([bytes, from]);
    else this.receive(bytes, from);
  }

  read(receive: Receive): void {
    this.receive = receive;
    for (const [bytes, from] of this.#kept.splice(0)) receive(bytes, from);
  }

  end(): void {
    this.task.process.release(this);
    this.#leave(this);
  }
}

/** Who is sent what. */
interface Datagram {
  readonly from: Mailbox;
  readonly to: Pick<Address, 'address' | 'port'>;
  readonly bytes: Uint8Array;
}

/** The datagrams of a run: what nobody is there for when it is sent is lost. */
export class Datagrams {
  readonly #machine: Machine;
  readonly #network: Network;
  readonly #mailboxes = new Set<Mailbox>();
  readonly #sockets = new Map<string, number>();

  constructor(machine: Machine, network: Network) {
    this.#machine = machine;
    this.#network = network;
  }

  /** A socket at that address, 0 for any port; undefined where another one has it. */
  bind(address: string, port: number): Mailbox | undefined {
    const host = this.#network.hostOf(this.#machine.run.current);
    const isTaken = (asked: number): boolean =>
      [...this.#mailboxes].some(
        (one) => one.host === host && one.address.port === asked && overlap(one.address.address, address),
      );
    let free = port === 0 ? FIRST_PORT : port;
    while (port === 0 && isTaken(free)) free += 1;
    if (isTaken(free)) return undefined;
    const family = address.includes(':') ? 'IPv6' : 'IPv4';
    const leave = (left: Mailbox): void => void this.#mailboxes.delete(left);
    const mailbox = new Mailbox(this.#machine, host, { address, family, port: free }, leave);
    this.#mailboxes.add(mailbox);
    return mailbox;
  }

  /** How the sockets of a task are told apart. */
  nameOf({ name }: Task): string {
    const n = (this.#sockets.get(name) ?? 0) + 1;
    this.#sockets.set(name, n);
    return `${name}:${n}`;
  }

  send(name: string, { from, to, bytes }: Datagram): void {
    const { host, link } = this.#network.wayTo(from.host, to.address);
    const target = [...this.#mailboxes].find(
      (one) => one.host === host && one.address.port === to.port && covers(one.address.address, to.address),
    );
    if (target === undefined || link.isCut) return;
    const sender = { ...from.address, address: shownAddress(from.address) };
    const arrive = (fault: Fault | undefined): void => {
      if (fault === 'lost' || link.isCut || !this.#mailboxes.has(target)) return;
      target.take(bytes, sender);
      if (fault === 'twice') target.take(bytes, sender);
    };
    this.#machine.issue({
      name: 'net.datagram',
      key: `${name}→${to.port}`,
      task: target.task,
      latencyMs: link.latencyMs(),
      ...(link.isLocal && { queue: target.queue }),
      complete: arrive,
    });
  }
}

/** Where a socket is that is bound to all addresses. */
function shownAddress({ address, family }: Address): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  return address === '::' && family === 'IPv6' ? '::1' : address;
}
