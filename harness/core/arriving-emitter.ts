import { EventEmitter } from 'node:events';
import type { Operation, OperationOptions } from './operation.ts';
import { recording } from './recording.ts';

/** When what an emitter emits arrives. */
export interface EmitterOptions extends Pick<OperationOptions, 'latencyMs' | 'errors'> {
  /** `fifo` (default): in the order of `arrives`, also several in one chunk; `any`: in every order. */
  readonly order?: 'fifo' | 'any';
}

/** What a listener gets, by event, as with `EventEmitter`; `[never]` where nothing is said. */
export type EmitterEvents<T> = Record<keyof T, unknown[]> | [never];

/** An event emitter that emits what comes from outside: each arrival is an event of the run, `name.event`. */
export class ArrivingEmitter<T extends EmitterEvents<T> = [never]> extends EventEmitter<T> {
  readonly #declare: (event: string) => Operation;
  readonly #operations = new Map<string, Operation>();

  /** @internal Made by `sim.emitter`. */
  constructor(declare: (event: string) => Operation) {
    super();
    this.#declare = declare;
  }

  /**
   * Lets `event` arrive in time: listeners are called then, one after the other, in the name of the task that calls
   * this. A fault of the menu makes it an `error` with what `errors` says.
   */
  arrives<K extends (T extends [never] ? string : keyof T & string)>(
    event: K,
    ...args: K extends keyof T ? Extract<T[K], unknown[]> : unknown[]
  ): this {
    let operation = this.#operations.get(event);
    if (operation === undefined) this.#operations.set(event, (operation = this.#declare(event)));
    const arrive = (error: unknown): void => {
      recording.to?.changed(this);
      const untyped = this as unknown as EventEmitter;
      // An error that nobody listens to is thrown, and an uncaught exception, as in Node.
      if (error === null) untyped.emit(event, ...(args as unknown[]));
      else untyped.emit('error', error);
    };
    operation.callback(undefined, () => {}, arrive, args.length === 0 ? undefined : { args });
    return this;
  }
}
