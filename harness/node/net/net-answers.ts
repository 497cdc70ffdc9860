import { misuse } from '../../core/misuse.ts';
import type { HandleKind, NativeStream, NetAnswers } from '../bindings/switchboard.ts';
import type { HostTable } from '../dns/host-table.ts';
import type { Machine } from '../machine/machine.ts';
import { putAside } from './kept-state.ts';
import { DatagramHandle } from './datagram-handle.ts';
import { Datagrams } from './datagrams.ts';
import { Network } from './network.ts';
import { NetworkControl } from './network-control.ts';
import { freeParsers } from './parsers.ts';
import { bridge } from './tls-bridge.ts';
import { StreamHandle } from './stream-handle.ts';
import { flushTicker } from './ticker.ts';

/** Makes handles that are ends of a network in memory. */
export class SimulatedNet implements NetAnswers {
  readonly network: Network;
  readonly control: NetworkControl;
  readonly #machine: Machine;
  #datagrams: Datagrams | undefined;
  readonly #restore: () => void;

  constructor(machine: Machine, hosts: HostTable) {
    this.#machine = machine;
    this.network = new Network(machine, hosts);
    this.control = new NetworkControl(machine.run, this.network.links, hosts.names);
    this.#restore = putAside();
  }

  open(kind: HandleKind, type: number): StreamHandle {
    return this.network.open(kind, type);
  }

  bridge(handle: object, stream: NativeStream, wrapped: object): void {
    if (handle instanceof StreamHandle) bridge(handle, stream, wrapped);
  }

  openDatagrams(): DatagramHandle {
    this.#datagrams ??= new Datagrams(this.#machine, this.network);
    return new DatagramHandle(this.#machine, this.#datagrams, () => this.refuse('multicast (node:dgram)'));
  }

  refuse(what: string): never {
    misuse(
      this.#machine.run,
      `${what} is not simulated: give the code a port for it that the scenario simulates, or for HTTP/2 a client or a server of HTTP/1.1.`,
    );
  }

  /** Leaves nothing of the run to those after it. */
  end(): void {
    freeParsers(this.network.handles);
    flushTicker();
    this.#restore();
  }
}
