/** What a peer did in one turn. */
export interface Turn {
  readonly schedules: number;
  /** Deliveries in all of them. */
  readonly steps: number;
  readonly failing: number;
  readonly seconds: number;
}

/** One tool that runs one case, schedule after schedule. */
export interface Peer {
  readonly name: string;
  /** Runs schedules for about so long, in real milliseconds. */
  turn(ms: number): Promise<Turn>;
}
