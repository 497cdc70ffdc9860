/** What the scenarios call of the packages that come without types. */
declare module 'bluebird-*' {
  export default class Bluebird<T> extends Promise<T> {
    timeout(ms: number): Bluebird<T>;
    isPending(): boolean;
  }
}

declare module 'mkdirp-0.5.1' {
  export default function mkdirp(path: string, done: (error: Error | null) => void): void;
}

declare module 'mkdirp-1.0.4' {
  export default function mkdirp(path: string): Promise<string>;
}

declare module 'nedb-*' {
  type Done = (error: (Error & { readonly errorType?: string }) | null) => void;
  export default class Datastore {
    constructor(options: { readonly filename: string });
    ensureIndex(options: { readonly fieldName: string; readonly unique?: boolean }, done?: Done): void;
    loadDatabase(done: Done): void;
    getAllData(): readonly { readonly _id: string }[];
  }
}
