import type { CallRecord } from './circuit-breaker.ts';
import type { Key, SharedMemory } from './ports.ts';

/** Says which ring: `gpt-4#2` is the second one that was made for gpt-4. What a pointer is in the original. */
export type RingId = string & { readonly isRingId?: true };

/** Makes rings; memory that nobody wrote is an empty one, so that only the name is new. */
export class RingAllocator {
  readonly #made = new Map<string, number>();

  allocate(model: string): RingId {
    const count = (this.#made.get(model) ?? 0) + 1;
    this.#made.set(model, count);
    return `${model}#${count}`;
  }
}

/** The lock of one ring. */
export const ringLock = (ring: RingId): string => `ring(${ring})`;

const headCell = (ring: RingId): Key<number> => `ring(${ring}).head`;
const slotCell = (ring: RingId, slot: number): Key<CallRecord> => `ring(${ring})[${slot}]`;

/** Overwrites the oldest slot. Three accesses: who calls it without a lock can lose a record. */
export async function append(
  memory: SharedMemory,
  ring: RingId,
  size: number,
  record: CallRecord,
): Promise<void> {
  const head = (await memory.load(headCell(ring))) ?? 0;
  await memory.store(slotCell(ring, head), record);
  await memory.store(headCell(ring), (head + 1) % size);
}

/** Reads slot after slot, one access each, in the order of the slots. */
export async function* slots(
  memory: SharedMemory,
  ring: RingId,
  size: number,
): AsyncGenerator<CallRecord | undefined> {
  for (let slot = 0; slot < size; slot += 1) yield await memory.load(slotCell(ring, slot));
}

/** The records of a ring, oldest first. */
export async function ringRecords(
  memory: SharedMemory,
  ring: RingId,
  size: number,
): Promise<readonly CallRecord[]> {
  const head = (await memory.load(headCell(ring))) ?? 0;
  const read: (CallRecord | undefined)[] = [];
  for await (const record of slots(memory, ring, size)) read.push(record);
  return [...read.slice(head), ...read.slice(0, head)].filter((record) => record !== undefined);
}
