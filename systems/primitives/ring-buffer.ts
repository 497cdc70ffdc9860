/** The last `capacity` items, oldest first. Everything is synchronous; a push onto a full buffer drops the oldest. */
export class RingBuffer<T> implements Iterable<T> {
  readonly capacity: number;
  readonly #slots: T[] = [];
  /** Where the oldest item is, once the buffer is full. */
  #oldest = 0;

  /** @throws RangeError unless `capacity` is a positive integer */
  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1) {
      throw new RangeError(`a ring buffer needs a capacity of at least 1, not ${capacity}`);
    }
    this.capacity = capacity;
  }

  get size(): number {
    return this.#slots.length;
  }

  get isFull(): boolean {
    return this.#slots.length === this.capacity;
  }

  push(item: T): void {
    if (!this.isFull) {
      this.#slots.push(item);
      return;
    }
    this.#slots[this.#oldest] = item;
    this.#oldest = (this.#oldest + 1) % this.capacity;
  }

  clear(): void {
    this.#slots.length = 0;
    this.#oldest = 0;
  }

  *[Symbol.iterator](): IterableIterator<T> {
    yield* this.#slots.slice(this.#oldest);
    yield* this.#slots.slice(0, this.#oldest);
  }
}
