import { compareKeys } from './key-order.ts';
import { contains, hasNoEnd, type KeyRange } from './key-range.ts';
import { KeyValueError } from './key-value-errors.ts';
import type { KeyValueLeases } from './key-value-leases.ts';
import type {
  KeyCompare,
  KeyTransaction,
  KeyTransactionResponse,
  KeyValueRequest,
  KeyValueResponse,
  RangeRequest,
  RangeResponse,
} from './key-value-requests.ts';
import type { KeyValueRevisions } from './key-value-revisions.ts';
import type { KeyValue, KeyValueChange } from './key-value.ts';

/** etcd's `--max-txn-ops`, as it is by default. */
const OPERATIONS_MAX = 128;

/** @throws KeyValueError for what etcd does not take, whatever is in the store */
export function checkTransaction({ compare = [], success = [], failure = [] }: KeyTransaction): void {
  if (Math.max(compare.length, success.length, failure.length) > OPERATIONS_MAX)
    throw new KeyValueError('too-many-operations');
  if (compare.some(({ key }) => key === '')) throw new KeyValueError('no-key');
  for (const branch of [success, failure]) {
    branch.forEach(checkKeys);
    checkPuts(branch);
  }
}

/** @throws KeyValueError where the request names no key */
export function checkKeys(request: KeyValueRequest): void {
  if (request.type === 'put' ? request.key === '' : 'key' in request.keys && request.keys.key === '')
    throw new KeyValueError('no-key');
}

/** No key may be put twice, nor be put and deleted, in one transaction. */
function checkPuts(branch: readonly KeyValueRequest[]): void {
  const put = new Set<string>();
  for (const request of branch) {
    if (request.type !== 'put') continue;
    if (put.has(request.key)) throw new KeyValueError('duplicate-key');
    put.add(request.key);
  }
  for (const request of branch) {
    // Of ranges without an end etcd does not see it.
    if (request.type !== 'delete' || hasNoEnd(request.keys)) continue;
    for (const key of put) if (contains(request.keys, key)) throw new KeyValueError('duplicate-key');
  }
}

/** One transaction while it is done: its first change begins a revision, which all others share. */
export class KeyValueTransaction {
  readonly changes: KeyValueChange[] = [];
  readonly #revisions: KeyValueRevisions;
  readonly #leases: KeyValueLeases;
  readonly #step: number;

  /** @param step that at which it happens; 0 for the start */
  constructor(revisions: KeyValueRevisions, leases: KeyValueLeases, step: number) {
    this.#revisions = revisions;
    this.#leases = leases;
    this.#step = step;
  }

  /** @throws KeyValueError where the branch that is taken cannot be done; then nothing of it is */
  run({ compare = [], success = [], failure = [] }: KeyTransaction): KeyTransactionResponse {
    const succeeded = compare.every((each) => this.#holds(each));
    const branch = succeeded ? success : failure;
    this.#check(branch);
    const responses = branch.map((request) => this.#perform(request));
    return { succeeded, revision: this.#revisions.current, responses };
  }

  /** In etcd's order: first what the puts need, then what the reads do. */
  #check(branch: readonly KeyValueRequest[]): void {
    for (const request of branch) if (request.type === 'put') this.#leases.check(request.lease ?? 0);
    for (const request of branch)
      if (request.type === 'range' && request.revision !== undefined) this.#revisions.check(request.revision);
  }

  #perform(request: KeyValueRequest): KeyValueResponse {
    if (request.type === 'range') return rangeOf(this.#revisions, request);
    if (request.type === 'delete') return { type: 'delete', deleted: this.delete(request.keys) };
    return { type: 'put', previous: this.put(request.key, request.value, request.lease) };
  }

  /** Puts a key; what it was before. */
  put(key: string, value: string, lease = 0): KeyValue | undefined {
    this.#change();
    const change = this.#revisions.put(key, value, lease, this.#step);
    this.#leases.attach(key, lease);
    this.#note(change);
    return change.previous;
  }

  /** Deletes what a range has; what that was. */
  delete(range: KeyRange): KeyValue[] {
    const found = this.#revisions.select(range);
    for (const item of found) {
      this.#change();
      this.#note(this.#revisions.delete(item, this.#step));
      this.#leases.attach(item.key, 0);
    }
    return found;
  }

  /** To a watch, a key was before what it was before the transaction, and one that was made in it was not there. */
  #note(change: KeyValueChange): void {
    const earlier = this.changes.find(({ key }) => key === change.key);
    const isNew = change.item?.version === 1;
    this.changes.push(
      earlier === undefined ? change : { ...change, previous: isNew ? undefined : earlier.previous },
    );
  }

  #change(): void {
    if (this.changes.length === 0) this.#revisions.current += 1;
  }

  #holds({ key, target, result, value }: KeyCompare): boolean {
    const item = this.#revisions.find(key);
    // What is not there has no value to compare: neither this nor its opposite holds.
    if (item === undefined && target === 'value') return false;
    const order = compared(item?.[target] ?? 0, value);
    if (result === '=') return order === 0;
    if (result === '!=') return order !== 0;
    return result === '<' ? order < 0 : order > 0;
  }
}

/** What a range read finds. @throws KeyValueError where its revision is compacted, or none yet */
export function rangeOf(
  revisions: KeyValueRevisions,
  { keys, revision, limit = 0, sortBy = 'key', descending = false }: RangeRequest,
): RangeResponse {
  const found = revisions.select(keys, revision);
  const sign = descending ? -1 : 1;
  if (sortBy !== 'key') found.sort((a, b) => sign * compared(a[sortBy], b[sortBy]));
  else if (descending) found.reverse();
  const items = limit > 0 ? found.slice(0, limit) : found;
  return { type: 'range', items, count: found.length, more: items.length < found.length };
}

/** Text is compared byte by byte, as keys are. */
function compared(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareKeys(String(a), String(b));
}
