export { atMostOneInFlight } from './at-most-one-in-flight.ts';
export { batchSize } from './batch-size.ts';
export { boundedStop, type Timed } from './bounded-stop.ts';
export {
  CancellationLog,
  type CancellationOptions,
  noCollateralCancellation,
} from './collateral-cancellation.ts';
export type { Levels } from './concurrency.ts';
export { neverNegative, noLostUpdate, type Numbers, zeroAtEnd } from './counters.ts';
export { noDataRace, type RacesFound } from './data-races.ts';
export { eventLoopNotBlocked, Ticker } from './event-loop.ts';
export { History, type HistoryOperation, type OpenCall } from './history.ts';
export { type FindingKind, knownKinds, type KnownKind } from './kinds.ts';
export { keysAsExpected, noKeyOfDeletedOwner } from './keys.ts';
export { CredentialLog, noKnownBadCredentials } from './known-bad-credentials.ts';
export {
  type Identified,
  Ledger,
  noDuplicateRows,
  noLostRows,
  type Stored,
  type StoredTable,
} from './ledger.ts';
export {
  checkLinearizability,
  type Linearizability,
  linearizable,
  type LinearizabilityOptions,
  LinearizabilityUndecided,
  type LinearizabilityVerdict,
} from './linearizability.ts';
export { closingSignalArrives, Inbox, messagesInOrder } from './messages.ts';
export { mutualExclusion } from './mutual-exclusion.ts';
export { nothingAfterStop, type Stopped } from './nothing-after-stop.ts';
export { noMissedRefresh, refreshesWithinNeed } from './refreshes.ts';
export type { SequentialModel } from './sequential-model.ts';
export { StopProbe, type StopProbeOptions } from './stop-probe.ts';
export { nothingPastTimeToLive, type Served } from './time-to-live.ts';
export { type Totals, totalsAgree } from './totals-agree.ts';
export { counted, held, listed, violated } from './check-result.ts';
export { noStaleOverwrite, type Overwrite, VersionLog } from './versions.ts';
export { withinLimit } from './within-limit.ts';
