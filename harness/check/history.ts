import { recording } from '../core/recording.ts';

/** One operation of a concurrent history. Times are any numbers that grow; of equal times calls come before returns. */
export interface HistoryOperation<Input, Output> {
  /** Who called it, for messages. */
  readonly client: string;
  /** What was asked for. */
  readonly input: Input;
  /** When it was called. */
  readonly calledAt: number;
  /** Undefined while it is pending, for ever perhaps: it may take effect at any time after the call, or never. */
  readonly returnedAt: number | undefined;
  /** What it returned; means nothing while it is pending. */
  readonly output: Output | undefined;
}

interface Recorded<Input, Output> {
  readonly client: string;
  readonly input: Input;
  readonly calledAt: number;
  returnedAt: number | undefined;
  output: Output | undefined;
}

/** A call that was recorded and has not returned. */
export interface OpenCall<Output> {
  /** Notes that the call returned now, and what. */
  returned(output: Output): void;
}

/** What was called and returned, in the order in which it happened, also within one step. */
export class History<Input, Output> {
  readonly #recorded: Recorded<Input, Output>[] = [];
  // That two are called comes to the same in either order, and so that two return; who returns before another is called matters.
  readonly #calls = recording.to?.nameFor('calls') ?? '';
  readonly #returns = recording.to?.nameFor('returns') ?? '';
  #moment = 0;

  /** All calls so far, in the order of their calls. */
  get operations(): readonly HistoryOperation<Input, Output>[] {
    recording.to?.read(this.#calls);
    recording.to?.read(this.#returns);
    return this.#recorded;
  }

  /** Notes a call now; what it returns comes later, or never. */
  call(client: string, input: Input): OpenCall<Output> {
    recording.to?.commute(this.#calls);
    recording.to?.read(this.#returns);
    const operation: Recorded<Input, Output> = {
      client,
      input,
      calledAt: this.#tick(),
      returnedAt: undefined,
      output: undefined,
    };
    this.#recorded.push(operation);
    return {
      returned: (output) => {
        recording.to?.commute(this.#returns);
        recording.to?.read(this.#calls);
        operation.returnedAt = this.#tick();
        operation.output = output;
      },
    };
  }

  /** Records a whole call. One that rejects stays pending: nobody knows whether it took effect. */
  async record(client: string, input: Input, run: () => Promise<Output>): Promise<Output> {
    const call = this.call(client, input);
    const output = await run();
    call.returned(output);
    return output;
  }

  #tick(): number {
    this.#moment += 1;
    return this.#moment;
  }
}
