import { closeSync, openSync, readSync, unlinkSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import path from 'node:path';

/** Where a value stands, in bytes. */
interface Place {
  readonly descriptor: number;
  readonly at: number;
  readonly length: number;
}

/**
 * JSON values on the disk until somebody asks for them. Its file has no name once it is open, so that the system removes
 * it with the process, however that ends. Made when the first value comes. Not deflated: it takes less than half of what
 * report.json will, and each value is read some times.
 */
export class Spool {
  readonly #folder: string;
  #file: { readonly descriptor: number; bytes: number } | 'none' | 'failed' = 'none';

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Writes a value, of which the caller then need hold nothing.
   * @returns reads it back; where the disk does not take it, it stays in memory
   */
  put<T>(value: T): () => T {
    const place = this.#append(Buffer.from(JSON.stringify(value)));
    // Two functions of one scope would hold all that either of them needs.
    return place === undefined ? inMemory(value) : (onDisk(place) as () => T);
  }

  #append(bytes: Buffer): Place | undefined {
    if (this.#file === 'failed') return undefined;
    try {
      if (this.#file === 'none') this.#file = { descriptor: openNameless(this.#folder), bytes: 0 };
      const { descriptor, bytes: at } = this.#file;
      writeFileSync(descriptor, bytes);
      this.#file.bytes += bytes.length;
      return { descriptor, at, length: bytes.length };
    } catch {
      // No result is lost where the disk is full: if the reports do not fit either, they say so.
      this.#file = 'failed';
      return undefined;
    }
  }
}

function openNameless(folder: string): number {
  const file = path.join(folder, `.heddle-spool-${randomUUID()}`);
  const descriptor = openSync(file, 'wx+', 0o600);
  try {
    unlinkSync(file);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
  return descriptor;
}

function inMemory<T>(value: T): () => T {
  return () => value;
}

function onDisk(place: Place): () => unknown {
  return () => JSON.parse(readAt(place).toString());
}

function readAt({ descriptor, at, length }: Place): Buffer {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const read = readSync(descriptor, bytes, done, length - done, at + done);
    if (read === 0) throw new Error('What was laid aside on the disk is gone.');
    done += read;
  }
  return bytes;
}
