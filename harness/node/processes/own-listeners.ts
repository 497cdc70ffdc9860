import { realProcess } from '../real-process.ts';

type Listener = (...args: unknown[]) => void;

/** What Node tells of what nobody has caught, if anybody listens; else the process ends. */
const EMERGENCIES = ['uncaughtException', 'unhandledRejection'] as const;

/** Of the real process: what a run has added. */
export class OwnListeners {
  /** What was there before the run. */
  readonly #others = new Map<string, readonly unknown[]>();

  constructor() {
    for (const event of EMERGENCIES) this.#others.set(event, realProcess.rawListeners(event));
  }

  of(event: string): readonly Listener[] {
    const others = this.#others.get(event) ?? [];
    return (realProcess.rawListeners(event) as Listener[]).filter((listener) => !others.includes(listener));
  }

  /** Whether there was anybody to tell. */
  tell(event: string, args: readonly unknown[]): boolean {
    const listeners = this.of(event);
    for (const listener of listeners) Reflect.apply(listener, realProcess, args);
    return listeners.length > 0;
  }
}
