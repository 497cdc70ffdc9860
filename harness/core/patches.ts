/** Replaces properties of shared objects and puts the originals back, in reverse order. */
export class Patches {
  readonly #undo: (() => void)[] = [];

  set(target: object, values: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(values)) {
      this.#define(target, name, { value, writable: true });
    }
  }

  /** Replaces an accessor, or makes one. */
  getter(target: object, name: string, get: (this: never) => unknown): void {
    this.#define(target, name, { get });
  }

  undo(): void {
    for (const undo of this.#undo.reverse()) undo();
    this.#undo.length = 0;
  }

  #define(target: object, name: string, descriptor: PropertyDescriptor): void {
    const original = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, {
      ...descriptor,
      configurable: true,
      enumerable: original?.enumerable ?? false,
    });
    this.#undo.push(() => {
      if (original === undefined) Reflect.deleteProperty(target, name);
      else Object.defineProperty(target, name, original);
    });
  }
}
