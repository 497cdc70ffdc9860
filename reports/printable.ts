/** Controls, what turns the direction of reading, and halves of characters: surrogates match only where they stand alone. */
const control =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\u{d800}-\u{dfff}]/gu;

/** Text from a run, safe for a terminal and on one line: control characters are shown, not obeyed. */
export function printable(text: string): string {
  return text.replace(control, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\t') return '\\t';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** At most `width` characters, the last an ellipsis where something was cut. */
export function clipped(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, boundary(text, Math.max(0, width - 1)))}…`;
}

/** A long text without its middle: what it begins with and what it ends with say most. */
export function folded(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor(most / 2);
  const start = boundary(text, half);
  const end = boundary(text, text.length - half);
  return `${text.slice(0, start)} … ${end - start} characters more … ${text.slice(end)}`;
}

/** The place, or the one before it, where that would cut a character in two. */
function boundary(text: string, at: number): number {
  return /[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '') ? at - 1 : at;
}

/** Breaks at blanks into lines of at most `width` characters; a longer word stays whole, so that it can be copied. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}
