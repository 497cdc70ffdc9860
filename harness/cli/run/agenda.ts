import type { Exploration } from '../project/select.ts';

/** The variants of one scenario that nobody has begun, by their places in the list. */
interface Story {
  readonly system: string;
  readonly left: number[];
}

/**
 * Which exploration each worker begins next. A worker stays with a scenario, then with its system, as long as there is
 * one left: each worker has to load and to compile anew what others have (with two that took turns, a third of the whole
 * job went into that). At the end all share what is left.
 */
export class Agenda {
  readonly #stories: readonly Story[];
  /** By worker: where it is, or was last. */
  readonly #at: (Story | undefined)[] = [];
  readonly #begun = new Set<Story>();

  constructor(explorations: readonly Pick<Exploration, 'id' | 'scenario'>[]) {
    const stories = new Map<string, Story>();
    for (const [index, { id, scenario }] of explorations.entries()) {
      const known = stories.get(id);
      if (known === undefined) stories.set(id, { system: scenario.system.id, left: [index] });
      else known.left.push(index);
    }
    this.#stories = [...stories.values()];
  }

  /** Place in the list of what a worker is to begin; undefined where all is begun. @param worker from 0 */
  next(worker: number): number | undefined {
    const at = this.#at[worker];
    if (at !== undefined && at.left.length > 0) return at.left.shift();
    const story = this.#fresh(worker, at?.system);
    if (story === undefined) return this.#longest()?.left.pop();
    this.#at[worker] = story;
    this.#begun.add(story);
    return story.left.shift();
  }

  /** A scenario that nobody has begun: of that system, else of one at which nobody is, else any. */
  #fresh(worker: number, system: string | undefined): Story | undefined {
    const fresh = this.#stories.filter((story) => !this.#begun.has(story));
    const taken = new Set(this.#at.map((story, other) => (other === worker ? undefined : story?.system)));
    return (
      fresh.find((story) => story.system === system) ??
      fresh.find((story) => !taken.has(story.system)) ??
      fresh[0]
    );
  }

  /** That of which most is left, if anything is. */
  #longest(): Story | undefined {
    const unfinished = this.#stories.filter(({ left }) => left.length > 0);
    return unfinished.toSorted((a, b) => b.left.length - a.left.length)[0];
  }
}
