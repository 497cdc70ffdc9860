import type { Faults } from '../core/faults.ts';
import type { Scenario } from '../scenario.ts';

/** A scenario's fault menu, ready for use. */
export function compileFaults({ faults = {} }: Pick<Scenario, 'faults'>): Faults {
  const exact = new Set(faults.cancel ?? []);
  const prefixes = [...exact].filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  const any = exact.size > 0 || faults.crash === true || Object.keys(faults.operations ?? {}).length > 0;
  return {
    budget: any ? (faults.budget ?? 1) : 0,
    mayCancel: (task) => exact.has(task) || prefixes.some((prefix) => task.startsWith(prefix)),
    crash: faults.crash ?? false,
  };
}
