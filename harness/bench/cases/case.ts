import type * as fc from 'fast-check';

/** A call to a simulated service: held until the scheduler lets it complete; `effect` happens at that moment. */
export type Call = <T>(key: string, effect: () => T) => Promise<T>;

/** What a case stands on, and all that it knows of the tool that runs it. */
export interface World {
  /** Declares a kind of call. */
  operation(label: string): Call;
  /** Declares an actor; its start is held, too. One declared late starts after the ordinary work, unless held otherwise. */
  task(name: string, body: () => Promise<unknown>, options?: { readonly late?: boolean }): void;
}

/** A small concurrent program with a race: right in the usual order of completions, wrong in some other. */
export interface Case<W = unknown> {
  readonly name: string;
  /** What it works on where speed and first failures are measured. */
  readonly usual: W;
  /** What it may work on where shrinking is measured. */
  readonly workload: fc.Arbitrary<W>;
  /** Sets up one run. What it returns says, once all is quiet, what went wrong, or nothing. */
  run(world: World, workload: W): () => string | undefined;
}
