import { type CheckResult, held, listed, type Sim, violated } from 'heddle';
import type { UsageLog } from './usage-log.ts';

/** A writer that does nothing loses nothing: what it has to do beside. */
export const serviceInvariants = [
  'accepts-until-stop',
  'drops-nothing-needlessly',
  'written-before-stop',
  'acknowledged-is-stored',
] as const;

/** More than any variant lingers, or pauses. */
export const LONG_MS = 5_000;

type ServiceInvariant = (typeof serviceInvariants)[number];

export const serviceKinds = {
  'refused-row': 'A row was refused although nobody had stopped the writer.',
  'needless-drop': 'A row was given up although nothing stood in the way of writing it.',
  'unwritten-row': 'A row was not written while the writer ran and had the time.',
  'false-acknowledgement':
    'The writer said of a row that it is written, and it is not, or it said nothing of one that is.',
} as const;

/** Until stop is called no put throws: `accepts-until-stop`. */
export function acceptsUntilStop({ refused }: UsageLog): CheckResult {
  return judged('accepts-until-stop', 'refused-row', refused, 'refused before anybody stopped the writer');
}

/** Where the database lets every row through, if need be at the third attempt, none is dropped: `drops-nothing-needlessly`. */
export function dropsNothing({ ledger }: Pick<UsageLog, 'ledger'>): CheckResult {
  return judged('drops-nothing-needlessly', 'needless-drop', [...ledger.droppedIds], 'dropped');
}

/**
 * Rows are written as they come, not only when the writer stops: `written-before-stop`.
 * @param atStop what was buffered when stop was called, long after the last row
 */
export function writtenBeforeStop(atStop: readonly string[]): CheckResult {
  return judged('written-before-stop', 'unwritten-row', atStop, 'not written while the writer ran');
}

/**
 * An actor: rows come all at once, the writer has long to write them, and is stopped.
 * @returns `written-before-stop`, to be asked at the end of the run
 */
export function day(sim: Sim, log: UsageLog, rows: number): () => CheckResult {
  let atStop: readonly string[] = [];
  sim.task('day', async () => {
    await log.burst('r', rows);
    await new Promise((resolve) => void setTimeout(resolve, LONG_MS));
    atStop = log.buffered().map(({ id }) => id);
    await log.stop();
  });
  return () => writtenBeforeStop(atStop);
}

/** What the writer says is written is what is stored: `acknowledged-is-stored`. */
export function acknowledgedIsStored({ stored, written }: UsageLog): CheckResult {
  const ids = new Set(stored.map(({ id }) => id));
  const invented = [...written].filter((id) => !ids.has(id));
  const untold = [...ids].filter((id) => !written.has(id));
  return judged(
    'acknowledged-is-stored',
    'false-acknowledgement',
    [...invented, ...untold],
    'stored without a word, or acknowledged and not stored',
  );
}

function judged(
  invariant: ServiceInvariant,
  kind: string,
  ids: readonly string[],
  what: string,
): CheckResult {
  return ids.length === 0 ? held(invariant) : violated(invariant, kind, `${listed(ids)}: ${what}`);
}
