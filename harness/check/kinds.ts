import { engineKinds } from '../core/kinds.ts';
import { inFlightKinds } from './at-most-one-in-flight.ts';
import { batchSizeKinds } from './batch-size.ts';
import { boundedStopKinds } from './bounded-stop.ts';
import { cancellationKinds } from './collateral-cancellation.ts';
import { counterKinds } from './counters.ts';
import { raceKinds } from './data-races.ts';
import { eventLoopKinds } from './event-loop.ts';
import { keyKinds } from './keys.ts';
import { credentialKinds } from './known-bad-credentials.ts';
import { ledgerKinds } from './ledger.ts';
import { linearizabilityKinds } from './linearizability.ts';
import { messageKinds } from './messages.ts';
import { mutualExclusionKinds } from './mutual-exclusion.ts';
import { afterStopKinds } from './nothing-after-stop.ts';
import { refreshKinds } from './refreshes.ts';
import { timeToLiveKinds } from './time-to-live.ts';
import { totalsKinds } from './totals-agree.ts';
import { ownCheckKinds } from './check-result.ts';
import { versionKinds } from './versions.ts';
import { limitKinds } from './within-limit.ts';

/** What the oracles report; each is declared beside its oracle. */
export const oracleKinds = {
  ...inFlightKinds,
  ...batchSizeKinds,
  ...boundedStopKinds,
  ...cancellationKinds,
  ...counterKinds,
  ...raceKinds,
  ...eventLoopKinds,
  ...keyKinds,
  ...credentialKinds,
  ...ledgerKinds,
  ...linearizabilityKinds,
  ...messageKinds,
  ...mutualExclusionKinds,
  ...afterStopKinds,
  ...refreshKinds,
  ...timeToLiveKinds,
  ...totalsKinds,
  ...ownCheckKinds,
  ...versionKinds,
  ...limitKinds,
} as const;

/** Kinds of findings that every scenario may report without declaring them; each with the sentence that explains it. */
export const knownKinds = { ...oracleKinds, ...engineKinds } as const;

/** Name of a kind that needs no declaration. */
export type KnownKind = keyof typeof knownKinds;

/** A kind of finding: one that is known, or one of the scenario's `kinds`. In kebab-case. */
export type FindingKind = KnownKind | (string & {});
