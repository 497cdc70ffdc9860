import { misuse } from '../../core/misuse.ts';
import { simulated } from '../../core/simulated-resources.ts';
import type { MessagingAnswers, Port } from '../bindings/message-port.ts';
import type { Machine } from '../machine/machine.ts';
import { PortEnd } from './port-end.ts';

/** Tells the channels of one run from those of another: names reach all threads of the process. */
let runs = 0;

/** The channels of a run. Messages wait in native ports; when they come is the schedule's business. */
export class Messaging implements MessagingAnswers {
  readonly #machine: Machine;
  #prefix: string | undefined;
  readonly #ends = new Map<Port, PortEnd>();
  /** Those that listen to one name; and by each of them, all of its name. */
  readonly #groups = new Map<string, Set<PortEnd>>();
  readonly #groupOf = new Map<PortEnd, Set<PortEnd>>();
  /** How many channels a task has made, by its name. */
  readonly #made = new Map<string, number>();
  /** Ends whose ports come into being now, and the group to which they belong. */
  #expected: PortEnd[] = [];
  #joins: string | undefined;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  paired(one: Port, other: Port): void {
    const name = this.#nextName();
    const a = this.#open(`${name} port1`, one);
    const b = this.#open(`${name} port2`, other);
    a.peers = [b];
    b.peers = [a];
  }

  broadcast(name: string, make: (name: string) => object): object {
    this.#joins = name;
    this.#prefix ??= `heddle ${process.pid} ${(runs += 1)} `;
    try {
      return renamed(make(this.#prefix + name), name);
    } finally {
      this.#joins = undefined;
    }
  }

  appeared(port: Port): void {
    if (this.#ends.has(port)) return;
    const end = this.#expected.shift();
    if (end !== undefined) {
      end.hold(port);
      this.#know(end, port);
    } else if (this.#joins !== undefined) this.#join(this.#joins, port);
  }

  posted(port: Port, transfer: unknown): void {
    const end = this.#ends.get(port);
    if (end === undefined || end.isClosed) return;
    const sent = portsOf(transfer).flatMap((each) => this.#ends.get(each as Port) ?? []);
    for (const each of sent) {
      if (each.port !== undefined) this.#ends.delete(each.port);
      each.port = undefined;
    }
    for (const peer of this.#groupOf.get(end) ?? end.peers) if (peer !== end) peer.arrive(sent);
  }

  listens(port: Port): void {
    this.#ends.get(port)?.start();
  }

  closes(port: Port, close: () => void): boolean {
    const end = this.#ends.get(port);
    if (end === undefined) return false;
    if (end.isClosed) return true;
    close();
    end.close();
    this.#groupOf.get(end)?.delete(end);
    for (const peer of end.peers) peer.hangUp();
    return true;
  }

  takes(port: Port, receive: () => unknown): unknown {
    const end = this.#ends.get(port);
    return end === undefined ? receive() : end.take(receive).taken;
  }

  startsThread(): never {
    return misuse(
      this.#machine.run,
      'worker_threads.Worker is not simulated: a run has one thread. Declare the other program with sim.process, or call what the worker would do.',
    );
  }

  /** To be called when nothing answers for ports any more: what was not read comes to nobody. */
  end(): void {
    for (const port of this.#ends.keys()) {
      port.removeAllListeners();
      port.close();
    }
  }

  #open(name: string, port: Port): PortEnd {
    const end = new PortEnd(this.#machine, name, port, (sent) => void (this.#expected = [...sent]));
    this.#know(end, port);
    return end;
  }

  #know(end: PortEnd, port: Port): void {
    simulated.add(port);
    this.#ends.set(port, end);
  }

  #join(name: string, port: Port): void {
    const group = this.#groups.get(name) ?? new Set();
    this.#groups.set(name, group);
    const end = this.#open(`${name} of ${this.#nextName()}`, port);
    group.add(end);
    this.#groupOf.set(end, group);
  }

  #nextName(): string {
    const { name } = this.#machine.run.current;
    const n = (this.#made.get(name) ?? 0) + 1;
    this.#made.set(name, n);
    return `${name}:${n}`;
  }
}

/** What a transfer list names: itself, or as an option. */
function portsOf(transfer: unknown): readonly unknown[] {
  if (Array.isArray(transfer)) return transfer;
  const named =
    typeof transfer === 'object' && transfer !== null && 'transfer' in transfer && transfer.transfer;
  return Array.isArray(named) ? named : [];
}

/** Shows the name that the program gave. */
function renamed(channel: object, name: string): object {
  const key = Object.getOwnPropertySymbols(channel).find(({ description }) => description === 'kName');
  if (key !== undefined) Reflect.set(channel, key, name);
  return channel;
}
