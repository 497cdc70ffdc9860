/** A sequence of a special key, such as an arrow; else one character. */
// eslint-disable-next-line no-control-regex
const KEY = /\u001b(?:\[[\d;]*[A-Za-z~]|O[A-Z])|[^]/g;

/** The keys of a chunk of input: who types fast, or holds a key down, sends several in one. */
export function keysOf(chunk: string): readonly string[] {
  return chunk.match(KEY) ?? [];
}
