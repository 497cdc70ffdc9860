import type { Call } from './case.ts';

/** Makes sessions, and knows how many calls are going on. */
export class TokenService {
  readonly #create: Call;
  created = 0;
  inFlight = 0;
  inFlightMax = 0;

  constructor(create: Call) {
    this.#create = create;
  }

  createSession(): Promise<number> {
    this.inFlight += 1;
    this.inFlightMax = Math.max(this.inFlightMax, this.inFlight);
    return this.#create('session', () => {
      this.inFlight -= 1;
      this.created += 1;
      return this.created;
    });
  }
}
