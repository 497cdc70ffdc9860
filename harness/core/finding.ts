/** What a finding can be: one closed list, with the sentence that the docs and reports show. */
export const findingKinds = {
  'lost-row': 'A row that was accepted is neither stored, nor buffered, nor reported as dropped.',
  'duplicate-row': 'A row was stored more than once.',
  'duplicate-refresh': 'More refreshes or fetches ran than there was reason for.',
  'resurrected-key': 'A key of a deleted owner exists when all is quiet.',
  'stale-key': 'A key holds what its owner no longer has.',
  'missing-key': 'A key that its owner should have does not exist.',
  'stale-overwrite': 'An older version was written over a newer one.',
  'stale-read': 'A value was served after its time to live.',
  'lost-update': 'An update that was made is not in the result.',
  'leaked-slot': 'A slot or counter was taken and never given back, or given back twice.',
  'limit-exceeded': 'More ran at once than the limit allows.',
  'oversized-batch': 'A batch was larger than its bound.',
  'inconsistent-totals': 'Two records of the same thing disagree.',
  'wrong-timestamp': 'A row carries another time than that of the event it records.',
  'wrong-trip': 'A breaker opened, stayed closed or reopened against its rule.',
  'lost-record': 'A record that was made is missing, or there are two where one is the rule.',
  'missed-refresh': 'A reason to refresh was forgotten.',
  'known-bad-credentials': 'A request was signed with credentials known to be invalid before it began.',
  'blocked-event-loop': 'Nothing else could run for longer than the bound.',
  'out-of-order': 'Messages arrived in another order than they were sent, or after the end.',
  'missed-delivery': 'A message or a closing signal that was due never arrived.',
  'not-linearizable': 'No sequential order of the operations explains what they returned.',
  'mutual-exclusion': 'Two were inside at the same time.',
  'collateral-cancellation': 'Cancelling one caller hurt another.',
  'unbounded-stop': 'Stopping took longer than its bound, or never ended.',
  'work-after-stop': 'Something still ran, or was still buffered, after stop had resolved.',
  'wrong-result': 'An operation returned what it must not.',
  deadlock: 'Tasks wait for each other, or for nothing, and no event is pending.',
  hang: 'Tasks wait while only background timers move.',
  livelock: 'The run went on to its step bound while neither time nor state moved.',
  'unhandled-rejection': 'A promise was rejected before anyone listened; Node would have ended the process.',
  'uncaught-exception': 'A callback threw; Node would have ended the process.',
} as const;

/** One of the kinds of damage, by id. */
export type FindingKind = keyof typeof findingKinds;

/** Something wrong that one run showed. */
export interface Finding {
  /** What kind of damage it is. */
  readonly kind: FindingKind;
  /** The invariant that does not hold, as the scenario names it. */
  readonly invariant: string;
  /** One sentence, with the actual ids. */
  readonly message: string;
  /** The step, from 1, at which it became true; 0 is before the first delivery. */
  readonly step: number;
}

/** What one oracle says of one run. */
export interface CheckResult {
  /** The invariant that was checked. */
  readonly invariant: string;
  /** What is wrong; undefined where it holds. Without a step: found when the run was over. */
  readonly finding: (Omit<Finding, 'invariant' | 'step'> & { readonly step?: number }) | undefined;
}

/** Invariants that every run is held to. */
export const builtInInvariants = ['no-deadlock', 'no-livelock', 'no-unhandled-rejection'] as const;

/** Two findings are the same failure when kind and invariant agree. */
export function signatureOf(finding: Pick<Finding, 'kind' | 'invariant'>): string {
  return `${finding.kind}/${finding.invariant}`;
}
