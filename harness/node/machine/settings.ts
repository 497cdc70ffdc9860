import type { EventKind, EventType, Fault } from '../../core/event.ts';
import type { NodeOptions } from '../../core/node-options.ts';

/** Virtual milliseconds, [least, most]: what a local disk and the loopback take. */
const LATENCY_MS: Readonly<Record<string, readonly [number, number]>> = {
  dns: [0.1, 50],
  fs: [0.05, 20],
  net: [0, 20],
  network: [0.1, 20],
  message: [0, 1],
};
const OTHER_LATENCY_MS = [0.1, 20] as const;

/**
 * What comes in another way than answers do: handles that were closed are told so at the end of a turn, and what a child
 * process does is no business of the loop of its parent.
 */
const KINDS: Readonly<Record<string, EventKind>> = {
  'net.close': 'closing',
  'process.close': 'closing',
  'process.run': 'request',
  'process.exit': 'request',
};

const THREADS = 4;

const NO_FAULTS: readonly Fault[] = [];

/** The machine that a scenario asks for: the same for all its runs. */
export class MachineSettings {
  readonly options: NodeOptions;
  readonly threads: number;
  /** Whether the machine may lose its power. */
  readonly mayCrash: boolean;
  /** Faults that the scenario allows, by names of requests. */
  readonly menu: Readonly<Record<string, readonly Fault[]>>;
  readonly #types = new Map<string, EventType>();

  constructor(
    asked: true | NodeOptions,
    menu: Readonly<Record<string, readonly Fault[]>> = {},
    mayCrash = false,
  ) {
    this.mayCrash = mayCrash;
    this.options = asked === true ? {} : asked;
    this.threads = this.options.threads ?? THREADS;
    this.menu = menu;
  }

  /** @param name of a request, as `fs.open` */
  latencyMs(name: string): readonly [number, number] {
    const group = name.slice(0, name.indexOf('.'));
    const { latencyMs } = this.options;
    return (
      latencyMs?.[name] ?? latencyMs?.[group] ?? LATENCY_MS[name] ?? LATENCY_MS[group] ?? OTHER_LATENCY_MS
    );
  }

  /** What all requests of that name have in common. */
  typeOf(name: string): EventType {
    let type = this.#types.get(name);
    if (type === undefined) {
      const faults = this.menu[name] ?? NO_FAULTS;
      type = {
        kind: KINDS[name] ?? 'operation',
        name,
        faults,
        connection: undefined,
        resource: undefined,
        errors: undefined,
        reply: undefined,
      };
      this.#types.set(name, type);
    }
    return type;
  }
}
