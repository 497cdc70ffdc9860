import { readFileSync, writeFileSync } from 'node:fs';
import { shown } from './difference.ts';
import type { History } from './history.ts';
import type { Observation } from './play.ts';

/** What the real service answered, by the name of the history: `step → answer` each. */
type Recording = Readonly<Record<string, readonly string[]>>;

/** The real service's answers to the histories written by hand, kept in a file, for tests that have no server. */
export class Recorded {
  readonly #file: URL;

  /** @param contract name of the contract */
  constructor(contract: string) {
    // Of the sources, also when what runs was built into dist/.
    const folder = new URL('../recorded/', import.meta.url.replace('/dist/harness/', '/harness/'));
    this.#file = new URL(`${contract}.json`, folder);
  }

  /** What was recorded of a history, undefined where nothing was. */
  of({ name }: History): readonly string[] | undefined {
    return this.#read()[name];
  }

  /** Keeps the answers, and forgets histories that there are no more. */
  write(real: readonly { readonly name: string; readonly real: readonly Observation[] }[]): void {
    const recording = Object.fromEntries(real.map(({ name, real }) => [name, linesOf(real)]));
    writeFileSync(this.#file, `${JSON.stringify(recording, undefined, 2)}\n`);
  }

  #read(): Recording {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as Recording;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw error;
    }
  }
}

/** Observations as they are recorded. */
export function linesOf(observations: readonly Observation[]): string[] {
  return observations.map((observation) => `${observation.step} → ${shown(observation)}`);
}
