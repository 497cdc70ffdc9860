import type { Faults } from '../core/faults.ts';
import type { Scenario } from '../scenario.ts';
import { isMeant } from './fault-menu.ts';

/** A scenario's fault menu, ready for use. */
export function compileFaults({ faults = {} }: Pick<Scenario, 'faults'>): Faults {
  const { cancel = [] } = faults;
  const any = cancel.length > 0 || faults.crash === true || Object.keys(faults.operations ?? {}).length > 0;
  return {
    budget: any ? (faults.budget ?? 1) : 0,
    mayCancel: (task) => cancel.some((name) => isMeant(name, task)),
    crash: faults.crash ?? false,
  };
}
