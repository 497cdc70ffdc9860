import { deflateRawSync } from 'node:zlib';

/** JSON for a data block: no `<`, so that nothing in it can end the block, and nothing that HTML does not allow. */
export function escapedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * JSON, deflated, in base 64.
 * @param replacer what `JSON.stringify` takes
 */
export function deflatedJson(value: unknown, replacer?: (key: string, value: unknown) => unknown): string {
  return deflateRawSync(JSON.stringify(value, replacer), { level: 9 }).toString('base64');
}
