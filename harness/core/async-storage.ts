/** Calls back in one async context, that which `AsyncLocalStorage` reads. */
export type Scope = <T>(work: () => T) => T;

/** How async contexts are made; the runtime's business. */
export interface AsyncContexts {
  /** The context that is current. */
  capture(): Scope;
  /** A new one, with nothing in it. */
  empty(): Scope;
}

/**
 * Set from the moment on at which code under test puts something into an `AsyncLocalStorage`, until the slice ends.
 * Before, all contexts are empty and nothing need be carried: most runs pay nothing.
 */
export const storage: { contexts: AsyncContexts | undefined } = { contexts: undefined };

/** Calls `work` with nothing in any `AsyncLocalStorage`, and keeps what it puts there to itself. */
export function inEmptyContext<T>(work: () => T): T {
  return storage.contexts === undefined ? work() : storage.contexts.empty()(work);
}

/** `work`, to be called later in the context that is current now. */
export function carried<T>(work: () => T): () => T {
  return storage.contexts === undefined ? work : inScope(storage.contexts.capture(), work);
}

function inScope<T>(scope: Scope, work: () => T): () => T {
  return () => scope(work);
}
