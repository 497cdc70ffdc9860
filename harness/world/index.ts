export type { ChunkStream } from './chunk-stream.ts';
export { CounterStore, type CounterStoreOptions } from './counter-store.ts';
export * from './database-errors.ts';
export type { DatabaseSession } from './database-session.ts';
export { Database, type DatabaseOptions, type Tables } from './database.ts';
export { Gauge } from './gauge.ts';
export {
  type KeyValue,
  type KeyValueChange,
  type KeyValueOptions,
  KeyValueStore,
  type RevisionGuard,
} from './key-value-store.ts';
export { type Latencies, type Latency, logNormalLatency } from './latency.ts';
export { LockHolders } from './lock-holders.ts';
export { type CellKey, SharedMemory, type SharedMemoryOptions } from './shared-memory.ts';
export { TableStore, type TableTransaction } from './table-store.ts';
export type { CommittedRow, RolledBackRow, RowKey, Table } from './table.ts';
export { type Thread, Threads, type ThreadsOptions } from './threads.ts';
export {
  type CreatedSession,
  type Credentials,
  TokenService,
  type TokenServiceOptions,
} from './token-service.ts';
export type { Isolation } from './transaction.ts';
export { SessionClosed, UpstreamStatus } from './upstream-errors.ts';
export {
  type ReceivedRequest,
  Upstream,
  type UpstreamAnswer,
  type UpstreamOptions,
  type UpstreamRequest,
  type UpstreamResponse,
} from './upstream.ts';
export type { Watch } from './watch.ts';
