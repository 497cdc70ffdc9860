/** What a story takes in a report at most, characters. */
const CHARS_MAX = 2_000;

/**
 * The comment at the head of a source: a block, or lines that begin with `//`; without its marks, paragraphs kept.
 * Undefined where the source begins otherwise.
 */
export function headerComment(source: string): string | undefined {
  const text = source.replace(/^\uFEFF?(?:#!.*\r?\n)?\s*/, '');
  const block = /^\/\*+([\s\S]*?)\*\//.exec(text)?.[1];
  const lines = block ?? /^(?:\/\/.*(?:\r?\n|$))+/.exec(text)?.[0];
  if (lines === undefined) return undefined;
  const told = lines
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:\/\/+|\*)? ?/, '').trimEnd())
    .join('\n')
    .trim();
  if (told === '') return undefined;
  return told.length <= CHARS_MAX ? told : `${told.slice(0, CHARS_MAX - 1)}…`;
}
