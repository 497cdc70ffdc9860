/** A run made something real, which the scheduler does not hold: nothing that was found can be relied upon. */
export class EscapedError extends Error {
  override readonly name = 'EscapedError';

  /** @param escapes each as `TYPE, made at path:line` */
  constructor(escapes: readonly string[]) {
    super(describeEscapes(escapes));
  }
}

/** There, loaders such as tsx are asked in a thread of their own each time, whatever is loaded. */
const NEWER = process.versions.node.startsWith('20.')
  ? ', or use Node 22 or later where a loader such as tsx is at work'
  : '';

/** What a reader is told, and what to do. */
export function describeEscapes(escapes: readonly string[]): string {
  const what = `A run made something real, which the scheduler does not hold: ${escapes.join('; ')}.`;
  return escapes.some((escape) => escape.startsWith('import()'))
    ? `${what} The module does not load within a run: import it statically, at the top of the file${NEWER}.`
    : `${what} Give the code a port for it and simulate that.`;
}
