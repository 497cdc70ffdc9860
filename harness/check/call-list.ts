import type { HistoryOperation } from './history.ts';

/** A call or a return in a history, in a doubly linked list from which operations can be lifted and put back. */
export class Entry {
  /** Index of the operation. */
  readonly operation: number;
  /** The return of this call; undefined for a call that is pending, and for a return. */
  readonly match: Entry | undefined;
  readonly isCall: boolean;
  before: Entry | undefined = undefined;
  next: Entry | undefined = undefined;

  constructor(operation: number, isCall: boolean, match: Entry | undefined) {
    this.operation = operation;
    this.isCall = isCall;
    this.match = match;
  }

  #unlink(): void {
    if (this.before !== undefined) this.before.next = this.next;
    if (this.next !== undefined) this.next.before = this.before;
  }

  #relink(): void {
    if (this.before !== undefined) this.before.next = this;
    if (this.next !== undefined) this.next.before = this;
  }

  /** Takes the call and its return out. */
  lift(): void {
    this.#unlink();
    if (this.match !== undefined) this.match.#unlink();
  }

  /** Puts them back; liftings are undone last first. */
  putBack(): void {
    if (this.match !== undefined) this.match.#relink();
    this.#relink();
  }
}

/** The entries of a history by time, of equal times calls before returns. Returns a head that is no entry. */
export function listCalls(operations: readonly HistoryOperation<unknown, unknown>[]): Entry {
  const timed: { readonly at: number; readonly entry: Entry }[] = [];
  for (const [index, { calledAt, returnedAt }] of operations.entries()) {
    const match = returnedAt === undefined ? undefined : new Entry(index, false, undefined);
    timed.push({ at: calledAt, entry: new Entry(index, true, match) });
    if (returnedAt !== undefined && match !== undefined) timed.push({ at: returnedAt, entry: match });
  }
  timed.sort((a, b) => a.at - b.at || Number(b.entry.isCall) - Number(a.entry.isCall));
  const head = new Entry(-1, false, undefined);
  let last = head;
  for (const { entry } of timed) {
    last.next = entry;
    entry.before = last;
    last = entry;
  }
  return head;
}
