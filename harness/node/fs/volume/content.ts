const SMALLEST = 256;
const NOTHING = Buffer.alloc(0);

/** What is in a file. Grows by doubling; what it began with is copied only when something is written. */
export class Content {
  /** Bytes. */
  size: number;
  #bytes: Buffer;
  #isShared: boolean;

  /** @param bytes which nobody changes */
  constructor(bytes: Buffer = NOTHING) {
    this.#bytes = bytes;
    this.size = bytes.length;
    this.#isShared = true;
  }

  /** A part of it, as it is now: the next write may change it. */
  view(from = 0, length = this.size): Buffer {
    return this.#bytes.subarray(from, Math.max(from, Math.min(from + length, this.size)));
  }

  /** A copy that no write changes. */
  copy(): Buffer {
    return Buffer.from(this.view());
  }

  write(at: number, bytes: Uint8Array): void {
    const end = at + bytes.length;
    this.#makeRoom(Math.max(end, this.size));
    if (at > this.size) this.#bytes.fill(0, this.size, at);
    this.#bytes.set(bytes, at);
    if (end > this.size) this.size = end;
  }

  truncate(size: number): void {
    if (size > this.size) {
      this.#makeRoom(size);
      this.#bytes.fill(0, this.size, size);
    }
    this.size = size;
  }

  #makeRoom(size: number): void {
    if (!this.#isShared && size <= this.#bytes.length) return;
    const isGrowing = size > this.#bytes.length;
    const room = isGrowing && this.size > 0 ? Math.max(size, this.#bytes.length * 2) : size;
    const grown = Buffer.allocUnsafe(Math.max(room, SMALLEST));
    grown.set(this.view());
    this.#bytes = grown;
    this.#isShared = false;
  }
}
