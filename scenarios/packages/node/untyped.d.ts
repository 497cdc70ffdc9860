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

declare module 'express' {
  type Handler = (request: Request, response: Response) => void | Promise<void>;
  interface Application {
    get(path: string, handler: Handler): this;
    listen(port: number): import('node:http').Server;
    set(name: string, value: unknown): void;
  }
  interface Request {
    readonly app: Application;
    readonly params: Readonly<Record<string, string>>;
    readonly query: Readonly<Record<string, string>>;
  }
  interface Response {
    type(name: string): this;
    send(text: string): this;
    json(value: unknown): this;
  }
  export default function express(): Application;
}

declare module 'agentkeepalive-*' {
  import http from 'node:http';
  export default class Agent extends http.Agent {
    /** Times in milliseconds. */
    constructor(options: { readonly keepAliveTimeout: number });
  }
}

declare module 'archiver-*' {
  interface Archive extends NodeJS.EventEmitter {
    file(path: string, data: { readonly name: string }): void;
    finalize(): Promise<void>;
    resume(): void;
  }
  export default function archiver(format: 'tar'): Archive;
}

declare module 'socket.io-client-*' {
  interface Manager {
    on(event: 'reconnect_attempt', listener: () => void): void;
    socket(path: string): object;
  }
  const io: { Manager(url: string, options: object): Manager };
  export default io;
}

declare module 'simplecrawler-*' {
  import { EventEmitter } from 'node:events';
  export default class Crawler extends EventEmitter {
    constructor(host: string, path?: string, port?: number, intervalMs?: number);
    start(): void;
    on(event: 'fetchcomplete', listener: (item: { readonly path: string }) => void): this;
  }
}

declare module 'node-persist-*' {
  interface Storage {
    initSync(): void;
    getItem(key: string): Promise<unknown>;
    setItem(key: string, value: unknown): Promise<unknown>;
    stopWriteQueueInterval(): void;
  }
  const storage: { create(options: object): Storage };
  export default storage;
}

declare module 'koa' {
  interface Context {
    readonly path: string;
    readonly state: Record<string, unknown>;
    body: unknown;
  }
  type Middleware = (context: Context, next: () => Promise<void>) => void | Promise<void>;
  export default class Koa {
    use(middleware: Middleware): this;
    listen(port: number): import('node:http').Server;
  }
}

declare module 'ws' {
  import { EventEmitter } from 'node:events';
  export class WebSocket extends EventEmitter {
    constructor(url: string);
    send(text: string): void;
    close(): void;
  }
  export class WebSocketServer extends EventEmitter {
    constructor(options: { readonly port: number });
    readonly clients: ReadonlySet<WebSocket>;
    on(event: 'connection', listener: (socket: WebSocket) => void): this;
  }
}

declare module 'nodemailer' {
  interface Mail {
    readonly from: string;
    readonly to: string;
    readonly text: string;
  }
  interface Mailer {
    sendMail(mail: Mail): Promise<unknown>;
    close(): void;
  }
  const nodemailer: { createTransport(options: object): Mailer };
  export default nodemailer;
}

declare module 'fs-extra' {
  const fsExtra: {
    readonly move: (from: string, to: string) => Promise<void>;
    readonly outputJson: (path: string, value: unknown) => Promise<void>;
    readonly readJson: (path: string) => Promise<unknown>;
  };
  export default fsExtra;
}
