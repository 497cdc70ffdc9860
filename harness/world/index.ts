export type { ChunkStream } from './chunk-stream.ts';
export { type CounterCall, CounterStore, type CounterStoreOptions } from './counter-store.ts';
export * from './database-errors.ts';
export { type DataRace, DataRaces, type MemoryAccess } from './data-races.ts';
export type { DatabaseSession } from './database-session.ts';
export { Database, type DatabaseCall, type DatabaseOptions, type Tables } from './database.ts';
export { type Extreme, Gauge, type Level } from './gauge.ts';
export type { KeyRange } from './key-range.ts';
export { KeyValueError, type KeyValueRefusal } from './key-value-errors.ts';
export type { KeyValueLease, LeaseTimeToLive } from './key-value-leases.ts';
export type * from './key-value-requests.ts';
export { type KeyValueCall, type KeyValueOptions, KeyValueStore } from './key-value-store.ts';
export type { KeyValue, KeyValueChange } from './key-value.ts';
export { type Latencies, type Latency, logNormalLatency } from './latency.ts';
export { LockHolders } from './lock-holders.ts';
export { type CellKey, type MemoryCall, SharedMemory, type SharedMemoryOptions } from './shared-memory.ts';
export { TableStore, type TableTransaction } from './table-store.ts';
export type { CommittedRow, RolledBackRow, RowKey, Table } from './table.ts';
export { type Thread, type ThreadCall, Threads, type ThreadsOptions } from './threads.ts';
export {
  type CreatedSession,
  type Credentials,
  type TokenCall,
  TokenService,
  type TokenServiceOptions,
} from './token-service.ts';
export type { Isolation } from './transaction.ts';
export type { RevisionGuard } from './replacing.ts';
export { SessionClosed, UpstreamStatus } from './upstream-errors.ts';
export {
  type ReceivedRequest,
  Upstream,
  type UpstreamAnswer,
  type UpstreamCall,
  type UpstreamOptions,
  type UpstreamRequest,
  type UpstreamResponse,
} from './upstream.ts';
export type { Watch, WatchOptions } from './watch.ts';
