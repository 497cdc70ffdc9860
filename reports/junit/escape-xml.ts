const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** Text for an attribute: what XML 1.0 cannot hold is shown as `\uXXXX`. */
export function attribute(text: string): string {
  return legal(text).replaceAll(/[&<>"\n\t]/g, (character) => entities[character] ?? character);
}

/** Text for an element's content; line breaks stay. */
export function content(text: string): string {
  return legal(text).replaceAll(/[&<>]/g, (character) => entities[character] ?? character);
}

/** What XML does not allow, and what turns the direction of reading. Surrogates are matched only where they stand alone. */
const illegal =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\u{d800}-\u{dfff}\ufffe\uffff]/gu;

function legal(text: string): string {
  return text.replaceAll(
    illegal,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
