/** A run made something real, which the scheduler does not hold: nothing that was found can be relied upon. */
export class EscapedError extends Error {
  override readonly name = 'EscapedError';

  /** @param escapes each as `TYPE, made at path:line` */
  constructor(escapes: readonly string[]) {
    super(describeEscapes(escapes));
  }
}

/** What a reader is told, and what to do. */
export function describeEscapes(escapes: readonly string[]): string {
  return `A run made something real, which the scheduler does not hold: ${escapes.join('; ')}. Give the code a port for it and simulate that.`;
}
