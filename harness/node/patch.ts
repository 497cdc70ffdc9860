/** Replaces properties of shared objects and puts the originals back, in reverse order. */
export class Patches {
  readonly #undo: (() => void)[] = [];

  set<T extends object>(target: T, values: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(values)) {
      const original = Object.getOwnPropertyDescriptor(target, name);
      Object.defineProperty(target, name, {
        value,
        configurable: true,
        writable: true,
        enumerable: original?.enumerable ?? false,
      });
      this.#undo.push(() => {
        if (original === undefined) Reflect.deleteProperty(target, name);
        else Object.defineProperty(target, name, original);
      });
    }
  }

  undo(): void {
    for (const undo of this.#undo.reverse()) undo();
    this.#undo.length = 0;
  }
}
