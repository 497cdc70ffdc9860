import type { HandleKind, NetAnswers } from '../bindings/switchboard.ts';
import type { Machine } from '../machine/machine.ts';
import { Network } from './network.ts';
import { StreamHandle } from './stream-handle.ts';

/** Makes handles that are ends of a network in memory. */
export class SimulatedNet implements NetAnswers {
  readonly network: Network;
  readonly #machine: Machine;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.network = new Network(machine);
  }

  open(kind: HandleKind, type: number): object {
    return new StreamHandle(this.#machine, this.network, kind, type);
  }
}
