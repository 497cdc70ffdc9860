import type { ImportCall } from '../trace/imports.ts';

/** Captured before anything is faked. */
const { setTimeout, clearTimeout, setImmediate } = globalThis;

/** How long a module may take to load, real milliseconds. */
const LOADING_MS_MAX = 10_000;
/** How often runs wait for what one line imports, which may be another module each time. */
const WAITS_MAX = 20;

/** How often runs have waited for what a line imports. Of the whole thread, as the modules are that are loaded. */
const waits = new Map<string, number>();

/** Whether any run of this thread imported a module that had to be loaded first. */
export function hasMetImports(): boolean {
  return waits.size > 0;
}

/** A run imported a module that has to be loaded first: it is to be made again then, and counts for nothing. */
export class ImportsError extends Error {
  override readonly name = 'ImportsError';
  readonly #imports: readonly ImportCall[];

  /** @param imports those that are to be waited for */
  constructor(imports: readonly ImportCall[]) {
    super('A run imports a module that is not loaded.');
    this.#imports = imports;
    for (const { place } of imports) waits.set(place, (waits.get(place) ?? 0) + 1);
  }

  /** Waits until the modules are loaded, or do not load. What takes too long is not waited for again. */
  async settle(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, LOADING_MS_MAX, 'late');
    });
    const loaded = Promise.allSettled(this.#imports.map(({ promise }) => promise));
    if ((await Promise.race([loaded, late])) === 'late')
      for (const { place } of this.#imports) waits.set(place, WAITS_MAX);
    clearTimeout(timer);
    // The run that was given up goes on behind it for a moment, to where nobody answers.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Of what a run imported, what it is to be made again for: what has not settled within it, and, as the evaluation of a
 * module belongs to no run, what is imported by a line that has not been seen before.
 */
export function toBeLoaded(imports: readonly ImportCall[]): readonly ImportCall[] {
  return imports.filter(({ place, isSettled }) => {
    const waited = waits.get(place) ?? 0;
    return isSettled ? waited === 0 : waited < WAITS_MAX;
  });
}

/** Those that do not settle within a run, whatever was done. */
export function neverLoaded(imports: readonly ImportCall[]): readonly string[] {
  return imports.filter(({ isSettled }) => !isSettled).map(({ place }) => `import(), ${place}`);
}

/** Does `work`, which makes runs, as often anew as these import what has to be loaded first. */
export async function afterImports<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ImportsError)) throw error;
      await error.settle();
    }
  }
}
