/** Runs microtasks, `process.nextTick` callbacks and unhandled-rejection processing until nothing moves. */
export type Drain = () => void;
