import type { EventEmitter } from 'node:events';
import type { Process } from '../../core/process.ts';
import type {
  Emergency,
  SignalOptions,
  SimulatedFiles,
  SimulatedNetwork,
  SimulatedNode,
} from '../../core/simulated-node.ts';
import { UsageError } from '../../core/usage-error.ts';
import type { Run } from '../../core/run.ts';
import { type Switchboard, switchboardIfAny } from '../bindings/switchboard.ts';
import { Children } from '../child-process/children.ts';
import { Messaging } from '../messaging/messaging.ts';
import { SimulatedCrypto } from '../crypto/crypto-answers.ts';
import { SimulatedDns } from '../dns/dns-answers.ts';
import { HostTable } from '../dns/host-table.ts';
import { SimulatedFs } from '../fs/fs-answers.ts';
import { losePower } from '../fs/power-loss.ts';
import type { Volume } from '../fs/volume/volume.ts';
import { volumeFor } from '../fs/volume-for.ts';
import { simulatedFiles } from '../fs/simulated-files.ts';
import { Machine } from '../machine/machine.ts';
import { MachineSettings } from '../machine/settings.ts';
import { SimulatedZlib } from '../zlib/zlib-answers.ts';
import { SimulatedNet } from '../net/net-answers.ts';
import type { StreamHandle } from '../net/stream-handle.ts';
import { OwnListeners } from '../processes/own-listeners.ts';
import { sendSignal } from '../processes/signal.ts';
import { CapturedOutput } from '../standard-streams/output.ts';
import { standIn } from '../standard-streams/standing-in.ts';
import { takeOver } from './captured-immediate.ts';
import { OwnProcess } from './own-process.ts';
import { warmUp } from './warm-up.ts';
import { SimulatedProcesses } from '../processes/simulated-processes.ts';

/** @throws UsageError where this thread has no stubs, or cannot do with them */
function stubs(): Switchboard {
  if (process.versions['pnp'] !== undefined)
    throw new UsageError(
      "A simulated Node does not go with Yarn Plug'n'Play, which reads packages from archives through `fs`: use nodeLinker: node-modules.",
    );
  const found = switchboardIfAny();
  if (found !== undefined) return found;
  throw new UsageError(
    'A simulated Node needs threads that are started for it. `heddle run` starts them; in vitest it takes ' +
      "plugins: [simulatedNode()], of 'heddle/vitest-plugin'; elsewhere node --expose-internals --import heddle/register.",
  );
}

const ANY_TIME = [0, Infinity] as const;
/** How long a signal takes, virtual milliseconds. */
const SIGNAL_MS = [0, 1] as const;

/** For the run that warms a thread up. */
function simulateFirst(run: Run): () => void {
  const simulation = new Simulation(run, new MachineSettings(true));
  return () => simulation.end();
}

/** Puts a simulated Node under a run, until `end`. */
export class Simulation implements SimulatedNode {
  readonly files: SimulatedFiles;
  readonly processes: SimulatedProcesses;
  readonly output: CapturedOutput;
  readonly machine: Machine;
  readonly children: Children;
  readonly #run: Run;
  readonly #listeners = new OwnListeners();
  readonly #switchboard: Switchboard;
  readonly #volume: Volume;
  #fs: SimulatedFs;
  readonly #hosts: HostTable;
  #net: SimulatedNet;
  readonly #messaging: Messaging;

  /** @param showsOutput whether what code prints is printed, and not only kept */
  constructor(run: Run, settings: MachineSettings, showsOutput = false) {
    this.#switchboard = stubs();
    warmUp(run, simulateFirst);
    this.processes = new SimulatedProcesses(run);
    const machine = new Machine(run, settings);
    this.machine = machine;
    this.children = new Children(machine);
    this.#switchboard.children = this.children;
    this.#messaging = new Messaging(machine);
    this.#switchboard.messaging = this.#messaging;
    this.#switchboard.immediate = takeOver;
    this.#switchboard.crypto = new SimulatedCrypto(machine, this.#switchboard.real);
    const volume = volumeFor(run, settings);
    this.#volume = volume;
    this.files = simulatedFiles(volume);
    this.#fs = this.#putUpFs();
    this.#switchboard.zlib = new SimulatedZlib(machine);
    this.#hosts = new HostTable(settings.options.hosts);
    this.#switchboard.dns = new SimulatedDns(machine, this.#hosts);
    this.#net = new SimulatedNet(machine, this.#hosts);
    this.#switchboard.net = this.#net;
    this.#run = run;
    this.output = new CapturedOutput(showsOutput);
    standIn(new OwnProcess(this));
  }

  /** For the process of the scenario's own code: its input comes through it. */
  openPipe(): StreamHandle {
    return this.#net.open('Pipe', 0);
  }

  /** That process is sent a signal by itself, or by another one. */
  receive(signal: NodeJS.Signals): void {
    this.signal(signal, { late: false, startMs: SIGNAL_MS });
  }

  signal(name: NodeJS.Signals, { late = true, startMs = ANY_TIME }: SignalOptions): void {
    sendSignal(this.#run, this.#listeners, name, { late, startMs });
  }

  tell(process: Process, emergency: Emergency, args: readonly unknown[], isTold: boolean): boolean {
    const { view } = process;
    if (view !== undefined) return (view as EventEmitter).emit(emergency, ...args);
    return isTold ? this.#listeners.of(emergency).length > 0 : this.#listeners.tell(emergency, args);
  }

  get network(): SimulatedNetwork {
    return this.#net.control;
  }

  losePower(restart: () => void): void {
    const switchboard = this.#switchboard;
    this.#fs.watch.end();
    this.#fs = this.#putUpFs();
    this.#net.end();
    this.#net = new SimulatedNet(this.machine, this.#hosts);
    switchboard.net = this.#net;
    losePower(this.machine, this.#volume, restart);
  }

  #putUpFs(): SimulatedFs {
    const fs = new SimulatedFs(this.machine, this.#volume, this.#switchboard);
    this.#switchboard.fs = fs;
    this.#switchboard.watch = fs.watch;
    return fs;
  }

  end(): void {
    this.#fs.watch.end();
    this.#switchboard.watch = undefined;
    standIn(undefined);
    this.#switchboard.fs = undefined;
    this.#switchboard.children = undefined;
    this.#switchboard.messaging = undefined;
    this.#switchboard.immediate = undefined;
    this.#messaging.end();
    this.#switchboard.crypto = undefined;
    this.#switchboard.zlib = undefined;
    this.#switchboard.dns = undefined;
    this.#net.end();
    this.#switchboard.net = undefined;
  }
}
