/** So many runs that come to a wait which is known have to wait it out, too. */
const DOUBTED = 2;
/** After these, every how many-th. */
const DOUBTED_EVERY = 16;
/** Pictures that are kept. */
const KNOWN_MAX = 1_000;

/**
 * Waits that were in vain, by what they look like. What runs cannot show, a count in a variable, may make equal pictures
 * come to different ends: so runs go on to look, more and more seldom.
 */
export class KnownWaits {
  /** How many runs came to it after the first; undefined where it has come to another end. */
  readonly #runs = new Map<string, number | undefined>();
  /** Whether a run was not waited out. */
  wasBelieved = false;
  /** Whether one was believed that came to another end later: what was told of runs may be wrong. */
  areWrong = false;

  /** To be asked once by each run that comes to such a wait: whether it is in vain, and need not be waited out. */
  isBelieved(picture: string): boolean {
    const runs = this.#runs.get(picture);
    if (runs === undefined) return false;
    this.#runs.set(picture, runs + 1);
    const isBelieved = runs >= DOUBTED && runs % DOUBTED_EVERY !== 0;
    this.wasBelieved ||= isBelieved;
    return isBelieved;
  }

  /** It was waited out, and was in vain. */
  confirm(picture: string): void {
    if (!this.#runs.has(picture) && this.#runs.size < KNOWN_MAX) this.#runs.set(picture, 0);
  }

  /** It was waited out, and was not in vain. */
  refute(picture: string): void {
    if ((this.#runs.get(picture) ?? 0) > DOUBTED) this.areWrong = true;
    if (this.#runs.has(picture) || this.#runs.size < KNOWN_MAX) this.#runs.set(picture, undefined);
  }
}
