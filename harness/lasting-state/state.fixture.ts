let calls = 0;
let timer: NodeJS.Timeout | undefined;
const seen = new Map<string, number>();
const known = new WeakMap<object, number>();
export const list: number[] = [];
export const deep = { a: { b: { c: 1 } } };
export let touched = 0;

export class Store {
  static #hits = 0;
  #n = 0;
  static hit(): number {
    return (Store.#hits += 1);
  }
  bump(): number {
    return (this.#n += 1);
  }
}
export const store = new Store();

/** Whoever looks is seen. */
export const trap = new Proxy(
  {
    get value(): number {
      return (touched += 1);
    },
  },
  {
    get: () => (touched += 1),
    ownKeys: () => {
      touched += 1;
      return [];
    },
  },
);

function lazily(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}
export const once = lazily(() => {});

export const count = (): number => (calls += 1);
export const remember = (key: string): unknown => seen.set(key, 1);
export const know = (key: object): unknown => known.set(key, 1);
export const arm = (): void => {
  timer ??= setTimeout(() => {}, 10).unref();
};
export const reset = (): void => {
  clearTimeout(timer);
  timer = undefined;
};
