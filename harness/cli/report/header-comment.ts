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
  return wordsOf(lines);
}

/** The doc comment of what a source exports last, else its last one at the left edge; as `headerComment` has it. */
export function docComment(source: string): string | undefined {
  const found = [...source.matchAll(/^\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*?\n(export\b)?/gm)];
  const last = found.findLast(([, , exported]) => exported !== undefined) ?? found.at(-1);
  return last?.[1] === undefined ? undefined : wordsOf(last[1]);
}

function wordsOf(comment: string): string | undefined {
  const told = comment
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:\/\/+|\*)? ?/, '').trimEnd())
    .join('\n')
    .trim();
  if (told === '') return undefined;
  return told.length <= CHARS_MAX ? told : `${told.slice(0, CHARS_MAX - 1)}…`;
}
