import type { Faults } from '../core/faults.ts';
import type { Scenario } from '../scenario.ts';
import { isMeant } from './fault-menu.ts';

/** A fault menu that runs may add to: a task may be declared as one that can be cancelled. */
export interface CompiledFaults extends Faults {
  /** From now on the task of that name may be cancelled. */
  readonly allowCancel: (task: string) => void;
}

/** A scenario's fault menu, ready for use. */
export function compileFaults({ faults = {} }: Pick<Scenario, 'faults'>): CompiledFaults {
  const { cancel = [], kill = [], operations = {}, crash = false } = faults;
  const any = cancel.length + kill.length + Object.keys(operations).length > 0 || crash;
  const declared = new Set<string>();
  return {
    get budget() {
      return any || declared.size > 0 ? (faults.budget ?? 1) : 0;
    },
    mayCancel: (task) => declared.has(task) || cancel.some((name) => isMeant(name, task)),
    mayKill: (process) => kill.some((name) => isMeant(name, process)),
    crash,
    allowCancel: (task) => void declared.add(task),
  };
}
