import type { Access, AccessKind, Footprints, Location, LocationSort } from '../footprint.ts';

/** `kind label @place = value`, in a task's name: `read Client.marked @systems/refresh-holder/signing-client.ts:70 = true`. */
type MadeAccess = string | { readonly by: string; readonly does: string };

export interface MadeStep {
  /** Id of its event; its task is what stands before the colon. */
  readonly event: string;
  readonly does?: readonly MadeAccess[];
}

const FORM = /^(read|write|commute) (.+?)(?: @(\S+))?(?: = (.*))?$/;

/** A recorded run by hand. Steps are named by their events; locations by their labels, their sort after a colon. */
export function madeRun(...steps: readonly MadeStep[]): Footprints {
  const locations: Location[] = [];
  const made = steps.map(({ event, does = [] }, step) => {
    const task = event.replace(/:.*$/, '');
    const accesses = does.map((access) =>
      typeof access === 'string'
        ? madeAccess(locations, task, access)
        : madeAccess(locations, access.by, access.does),
    );
    return { step, event, name: event, task, accesses };
  });
  return { locations, steps: made, digest: steps.map(({ event }) => event).join() };
}

function madeAccess(locations: Location[], task: string, does: string): Access {
  const [, kind, location, place, value] = FORM.exec(does) ?? [];
  if (kind === undefined || location === undefined) throw new Error(`Not an access: ${does}`);
  const [label = '', sort = 'property'] = location.split(':');
  let index = locations.findIndex(({ name }) => name === label);
  if (index < 0) index = locations.push({ name: label, label, sort: sort as LocationSort }) - 1;
  return {
    location: index,
    kind: kind as AccessKind,
    task,
    ...(place !== undefined && { place }),
    ...(value !== undefined && { value }),
  };
}
