/**
 * What a file becomes by the lines of a `diff` block. Its pieces, which `@@` separates, begin and end with lines that stay
 * or change; each must be found exactly once.
 * @throws Error where one is not
 */
export function mended(code: string, diff: string): string {
  return diff.split(/^@@.*\n/m).reduce((text, piece) => {
    const before = linesOf(piece, '+');
    const [head, ...rest] = text.split(before);
    if (head === undefined || rest.length !== 1)
      throw new Error(`These lines are there ${rest.length} times, not once:\n${before}`);
    return [head, ...rest].join(linesOf(piece, '-'));
  }, code);
}

/** Of one side: without the lines of the other, and without the first column. */
function linesOf(piece: string, other: '+' | '-'): string {
  const lines = piece.split('\n').filter((line) => !line.startsWith(other));
  return lines.map((line) => line.slice(1)).join('\n');
}
