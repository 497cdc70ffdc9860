import { RingBuffer } from '../primitives/ring-buffer.ts';
import type { CallRecord } from './circuit-breaker.ts';
import { isRecent } from './sequential.ts';

export interface Kept {
  readonly records: number;
  /** From the oldest record to the newest, in milliseconds. */
  readonly spanMs: number;
}

/**
 * Feeds evenly spaced calls to a ring of the last `maxRecords` and to a list of all within `windowMs` (both ends
 * included, as the rule has it), and counts what each keeps in the end.
 */
export function compareMemory({ callsPerMinute = 3_000, maxRecords = 100, windowMs = 300_000 } = {}): {
  readonly ring: Kept;
  readonly list: Kept;
} {
  const intervalMs = 60_000 / callsPerMinute;
  const ring = new RingBuffer<CallRecord>(maxRecords);
  const list: CallRecord[] = [];
  // Twice the window, so that the list has had to let go of records.
  for (let at = 0; at <= 2 * windowMs; at += intervalMs) {
    const record = { status: 200, at };
    ring.push(record);
    list.push(record);
    while (list[0] !== undefined && !isRecent(list[0], at, windowMs)) list.shift();
  }
  return { ring: measure([...ring]), list: measure(list) };
}

function measure(records: readonly CallRecord[]): Kept {
  const [oldest, newest] = [records[0], records.at(-1)];
  const spanMs = oldest === undefined || newest === undefined ? 0 : newest.at - oldest.at;
  return { records: records.length, spanMs };
}
