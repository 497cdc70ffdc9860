/** What contracts, scenarios and tests call of pg, which comes without types. */
declare module 'pg' {
  import type { Socket } from 'node:net';
  interface Result {
    readonly command: string;
    readonly rowCount: number | null;
    readonly rows: readonly Readonly<Record<string, unknown>>[];
  }
  interface Queries {
    query(sql: string, values?: readonly unknown[]): Promise<Result>;
  }
  interface Settings {
    readonly host: string;
    readonly port?: number;
    readonly user: string;
    readonly database?: string;
    readonly max?: number;
    readonly stream?: () => Socket;
  }
  export interface PoolClient extends Queries {
    release(): void;
  }
  export interface Pool extends Queries {
    connect(): Promise<PoolClient>;
    end(): Promise<void>;
    on(event: 'error', listener: (error: Error) => void): this;
  }
  export interface Client extends Queries {
    readonly processID: number;
    on(event: 'error', listener: (error: Error) => void): this;
    once(event: 'end', listener: () => void): this;
    connect(): Promise<void>;
    end(): Promise<void>;
  }
  const pg: {
    readonly Pool: new (settings: Settings) => Pool;
    readonly Client: new (settings: Settings) => Client;
  };
  export default pg;
}
