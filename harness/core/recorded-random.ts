import { Random } from './random.ts';
import { recording } from './recording.ts';

/** A source whose numbers depend on who has drawn before. */
class RecordedRandom extends Random {
  readonly #resource: string;

  constructor(seed: number, resource: string) {
    super(seed);
    this.#resource = resource;
  }

  override uint32(): number {
    recording.to?.write(this.#resource);
    return super.uint32();
  }
}

/**
 * A seeded source of numbers.
 * @param resource what records of the run call it
 */
export function randomFrom(seed: number, resource: string): Random {
  return recording.to === undefined ? new Random(seed) : new RecordedRandom(seed, resource);
}
