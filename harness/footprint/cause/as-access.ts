import type { DataAccess } from '../data-cause.ts';
import type { Touch } from './history.ts';

/**
 * An access as reports have it.
 * @param place in the author's source. Default: where it is itself
 */
export function asAccess({ access, step }: Touch, place = access.place): DataAccess {
  const { task, value } = access;
  return {
    step: step.step,
    event: step.event,
    task,
    kind: access.kind === 'read' ? 'read' : 'write',
    ...(place !== undefined && { place }),
    ...(value !== undefined && { value }),
  };
}
