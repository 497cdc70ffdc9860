const neverSettles = (): void => {};

/** For calls that come in after the run: their answers never arrive. */
export function never(): Promise<never> {
  return new Promise<never>(neverSettles);
}
