import type { DataAccess, DataCause, TraceStep } from '../harness/result.ts';

/** Those of its accesses that came in the failing run; the others are of the passing one. */
export function accessesHere({ accesses }: Pick<DataCause, 'accesses'>): readonly DataAccess[] {
  return accesses.filter(({ isMissing }) => isMissing !== true);
}

/** What a step did to what the cause in data is about, a clause for each access. */
export function accessesOf(
  { step, task }: Pick<TraceStep, 'step' | 'task'>,
  data: DataCause | undefined,
): readonly string[] {
  if (data === undefined) return [];
  return accessesHere(data)
    .filter((access) => access.step === step)
    .map((access) => accessText(access, data, task));
}

/**
 * `reads ShieldedClient.marked (s2-double-checked-lock.ts:10): true`.
 * @param actor whose step it is: code of other tasks, which are named, may run in it
 */
export function accessText(access: DataAccess, data: Pick<DataCause, 'location'>, actor: string): string {
  const { task, location = data.location, value, place } = access;
  const who = task === actor || task === '' ? '' : `${task} `;
  const at = place === undefined ? '' : ` (${fileAndLine(place)})`;
  const of = value === undefined ? '' : `: ${value}`;
  return `${who}${verbOf(access)} ${location}${at}${of}`;
}

/** What an access does. */
export function verbOf({ kind }: Pick<DataAccess, 'kind'>): string {
  return kind === 'read' ? 'reads' : 'writes';
}

/** A place without the folders. */
function fileAndLine(place: string): string {
  return place.slice(place.lastIndexOf('/') + 1);
}
