/** What the scenarios call of the packages that come without types. */
declare module 'lokijs-*' {
  export type Save = (name: string, text: string, done: (error?: unknown) => void) => void;
  export default class Loki {
    constructor(name: string, options: { readonly adapter: { readonly saveDatabase: Save } });
    addCollection(name: string): { insert(document: object): void };
    saveDatabase(): void;
    autosaveDirty(): boolean;
  }
}

declare module 'opossum-*' {
  /** Times in milliseconds. */
  interface Options {
    readonly timeout: number | false;
    readonly errorThresholdPercentage: number;
    readonly resetTimeout: number;
  }
  export default class CircuitBreaker {
    constructor(action: () => Promise<unknown>, options: Options);
    fire(): Promise<unknown>;
    readonly opened: boolean;
  }
}

/** The types of one version serve both: what the scenario calls is the same in them, but TypeScript sees no union. */
declare module 'p-memoize-8' {
  export * from 'p-memoize-9';
  export { default } from 'p-memoize-9';
}
