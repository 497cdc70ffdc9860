import { deflateRawSync } from 'node:zlib';

/** JSON for a data block: no `<`, so that nothing in it can end the block. */
export function escapedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}

/**
 * JSON, deflated, in base 64.
 * @param replacer what `JSON.stringify` takes
 */
export function deflatedJson(value: unknown, replacer?: (key: string, value: unknown) => unknown): string {
  return deflateRawSync(JSON.stringify(value, replacer), { level: 9 }).toString('base64');
}
