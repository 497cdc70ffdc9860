import type { SharedMemory, Sim } from 'heddle';
import type { CallRecord } from '../../systems/circuit-breaker/index.ts';

interface ModelState {
  readonly phase: string;
  readonly probing?: boolean;
  readonly records: readonly CallRecord[];
}

const statuses = (records: readonly CallRecord[]): readonly number[] => records.map(({ status }) => status);

/**
 * Traces show what the breaker keeps of each model, gathered from the cells of whichever variant it is: the statuses of
 * its records, oldest first, and of a state its phase.
 */
export function watchModels(sim: Sim, memory: SharedMemory, models: Iterable<string>): void {
  sim.watch('breaker', () =>
    Object.fromEntries(
      [...models].map((model) => {
        const state = memory.peek<ModelState>(`breaker(${model})`);
        if (state !== undefined) {
          const { phase, probing = false, records } = state;
          return [model, { phase: probing ? `${phase}, probing` : phase, statuses: statuses(records) }];
        }
        const list = memory.peek<readonly CallRecord[]>(`errors(${model})`);
        return [model, { statuses: statuses(list ?? ringOf(memory, model)) }];
      }),
    ),
  );
}

/** The ring that the table has for a model. */
function ringOf(memory: SharedMemory, model: string): readonly CallRecord[] {
  const ring = memory.peek<string>(`table(${model})`);
  if (ring === undefined) return [];
  const slots: CallRecord[] = [];
  // Slots are filled in their order.
  for (;;) {
    const record = memory.peek<CallRecord>(`ring(${ring})[${slots.length}]`);
    if (record === undefined) break;
    slots.push(record);
  }
  const head = memory.peek<number>(`ring(${ring}).head`) ?? 0;
  return [...slots.slice(head), ...slots.slice(0, head)];
}
