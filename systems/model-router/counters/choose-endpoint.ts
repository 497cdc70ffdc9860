/** An endpoint that offers the model. */
export interface Candidate {
  readonly endpoint: string;
  /** Whether it has the model in memory. */
  readonly isLoaded: boolean;
}

/** How many requests for the model are in flight there. */
export interface Load extends Candidate {
  readonly inFlight: number;
}

/**
 * The least used of the endpoints that have the model loaded and a free slot; else of those with a free slot (the
 * original draws one of them at random); nothing when all slots are taken.
 */
export function chooseFree(loads: readonly Load[], limit: number): Load | undefined {
  const free = loads.filter((load) => load.inFlight < limit);
  return leastUsed(free.filter((load) => load.isLoaded)) ?? leastUsed(free);
}

/** The first of the least used. */
export function leastUsed(loads: readonly Load[]): Load | undefined {
  return loads.reduce<Load | undefined>(
    (least, load) => (least === undefined || load.inFlight < least.inFlight ? load : least),
    undefined,
  );
}
