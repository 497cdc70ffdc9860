import type { DataAccess, DataCause, TraceStep } from '../harness/result.ts';

/** Those of its accesses that came in the failing run; the others are of the passing one. */
export function accessesHere({ accesses }: Pick<DataCause, 'accesses'>): readonly DataAccess[] {
  return accesses.filter(({ isMissing }) => isMissing !== true);
}

/**
 * What a step did to what the cause in data is about, a clause for each access:
 * `reads ShieldedClient.marked (s2-double-checked-lock.ts:10): true`.
 * @param placeOf how a place is told; by default as it is
 */
export function accessesOf(
  { step, task }: Pick<TraceStep, 'step' | 'task'>,
  data: DataCause | undefined,
  placeOf: (place: string) => string = (place) => place,
): readonly string[] {
  if (data === undefined) return [];
  return accessesHere(data)
    .filter((access) => access.step === step)
    .map(({ task: who, kind, location = data.location, value, place }) => {
      // Code of several tasks may run in one step.
      const actor = who === task ? '' : `${who} `;
      const at = place === undefined ? '' : ` (${placeOf(place)})`;
      const of = value === undefined ? '' : `: ${value}`;
      return `${actor}${kind === 'read' ? 'reads' : 'writes'} ${location}${at}${of}`;
    });
}

/** `file.ts:10` of `path/to/file.ts:10`. */
export function fileAndLine(place: string): string {
  return place.slice(place.lastIndexOf('/') + 1);
}
