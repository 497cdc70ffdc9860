import { Content } from './content.ts';

/** What was done to a file: bytes that were written at a place, or the size to which it was cut or filled up. */
export type Writing =
  { readonly at: number; readonly bytes: Uint8Array } | { readonly size: number; readonly at?: undefined };

/** What may be in a file after a loss of power. */
export interface Kept {
  /** Of what was written. */
  readonly part: string;
  readonly content: Buffer;
}

/** So many of the last writings are told apart. */
const WRITINGS_MAX = 8;

/** What of a writing reaches the disk: its size, with all of its bytes, the first half of them, or none (zeros). */
type Bytes = 'all' | 'half' | 'none';

/**
 * What a file system may have kept of what was not synced, each content once: everything; nothing; the first few writings;
 * of the last one only the size, or half of it; all but one, as writings reach the disk in any order. Sizes are kept in
 * order, as file systems that have a journal do: what was cut off is gone before something else is written there.
 */
export function keptParts(synced: Buffer, writings: readonly Writing[]): readonly Kept[] {
  const count = writings.length;
  const parts: Kept[] = [];
  const add = (part: string, length: number, bytesOf: (i: number) => Bytes): void => {
    const content = after(synced, writings.slice(0, length), bytesOf);
    if (!parts.some((known) => known.content.equals(content))) parts.push({ part, content });
  };
  add('all', count, () => 'all');
  add('nothing', 0, () => 'all');
  add('sizes', count, () => 'none');
  add('half of the last write', count, (i) => (i === count - 1 ? 'half' : 'all'));
  for (let i = Math.max(0, count - WRITINGS_MAX); i < count - 1; i++) {
    add(`${i + 1} of ${count} writes`, i + 1, () => 'all');
    add(`all but write ${i + 1}`, count, (each) => (each === i ? 'none' : 'all'));
  }
  return parts;
}

function after(synced: Buffer, writings: readonly Writing[], bytesOf: (i: number) => Bytes): Buffer {
  const content = new Content(synced);
  writings.forEach((writing, i) => {
    if (writing.at === undefined) {
      content.truncate(writing.size);
      return;
    }
    const { at, bytes } = writing;
    const kept = bytesOf(i);
    content.truncate(Math.max(content.size, at + bytes.length));
    if (kept !== 'none') content.write(at, kept === 'all' ? bytes : bytes.subarray(0, bytes.length >> 1));
  });
  return content.copy();
}
