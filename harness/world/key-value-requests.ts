import type { KeyRange } from './key-range.ts';
import type { KeyValue } from './key-value.ts';

/** Compares something of a key with a value. A key that is not there has 0 for all numbers, and no value at all. */
export interface KeyCompare {
  /** The key. */
  readonly key: string;
  /** What of it; `revision` is that of the last put. */
  readonly target: 'version' | 'createRevision' | 'revision' | 'value' | 'lease';
  /** How the key's has to be, beside `value`. */
  readonly result: '=' | '!=' | '<' | '>';
  /** What it is compared with: text for `value`, else a number. */
  readonly value: string | number;
}

/** Which keys a range read finds, and in which order. */
export interface RangeOptions {
  /** As they were at that revision. Default: as they are. */
  readonly revision?: number;
  /** No more than so many; 0 for all. Default 0. */
  readonly limit?: number;
  /** Default `key`. Those that are equal stay in the order of their keys. */
  readonly sortBy?: 'key' | 'version' | 'createRevision' | 'revision' | 'value';
  /** Default false. */
  readonly descending?: boolean;
}

/** Puts a key; with a lease, or with none from then on. */
export interface PutRequest {
  readonly type: 'put';
  /** The whole key; empty ones are refused. */
  readonly key: string;
  /** May be empty. */
  readonly value: string;
  /** Default 0: none. */
  readonly lease?: number;
}

/** Deletes all keys of a range that are there. */
export interface DeleteRequest {
  readonly type: 'delete';
  /** Which. */
  readonly keys: KeyRange;
}

/** Reads a range; in a transaction, what requests before it did is seen. */
export interface RangeRequest extends RangeOptions {
  readonly type: 'range';
  /** Which. */
  readonly keys: KeyRange;
}

/** One request of a transaction. */
export type KeyValueRequest = PutRequest | DeleteRequest | RangeRequest;

/** One atomic transaction: what it does where all compares hold, and what where one does not. */
export interface KeyTransaction {
  /** Default: none, so it succeeds. */
  readonly compare?: readonly KeyCompare[];
  /** Default: nothing. */
  readonly success?: readonly KeyValueRequest[];
  /** Default: nothing. */
  readonly failure?: readonly KeyValueRequest[];
}

/** The answer to a put. */
export interface PutResponse {
  readonly type: 'put';
  /** The key before it; undefined where it did not exist. */
  readonly previous: KeyValue | undefined;
}

/** The answer to a delete. */
export interface DeleteResponse {
  readonly type: 'delete';
  /** What was deleted, in the order of the keys. */
  readonly deleted: readonly KeyValue[];
}

/** The answer to a range read. */
export interface RangeResponse {
  readonly type: 'range';
  /** What was found, in the order that was asked for. */
  readonly items: readonly KeyValue[];
  /** How many keys the range has, those beyond the limit included. */
  readonly count: number;
  /** Whether there are keys beyond the limit. */
  readonly more: boolean;
}

/** The answer to one request of a transaction. */
export type KeyValueResponse = PutResponse | DeleteResponse | RangeResponse;

/** The answer to a transaction. */
export interface KeyTransactionResponse {
  /** Whether all compares held. */
  readonly succeeded: boolean;
  /** The store's revision after it: a new one where something changed. */
  readonly revision: number;
  /** One for each request of the branch that was taken. */
  readonly responses: readonly KeyValueResponse[];
}
