import { END, type KeyRange } from '../../world/key-range.ts';
import type {
  KeyCompare,
  KeyTransaction,
  KeyValueRequest,
  RangeRequest,
} from '../../world/key-value-requests.ts';
import { endOf } from '../../world/replacing.ts';
import type { Item, Response } from './shown.ts';

/** JSON as etcd's gateway has it: numbers of 64 bits are text, bytes are base64, and what is zero is left out. */
export type Json = string | boolean | undefined | readonly Json[] | { readonly [key: string]: Json };

interface WireItem {
  readonly key: string;
  readonly value?: string;
  readonly mod_revision: string;
  readonly create_revision?: string;
  readonly version?: string;
  readonly lease?: string;
}

/** The answer to one request. */
export interface WireResponse {
  readonly response_put?: { readonly prev_kv?: WireItem };
  readonly response_delete_range?: { readonly prev_kvs?: readonly WireItem[] };
  readonly response_range?: WireRange;
}

/** The answer to a range read. */
export interface WireRange {
  readonly kvs?: readonly WireItem[];
  readonly count?: string;
  readonly more?: boolean;
}

const TARGETS = {
  version: ['VERSION', 'version'],
  createRevision: ['CREATE', 'create_revision'],
  revision: ['MOD', 'mod_revision'],
  value: ['VALUE', 'value'],
  lease: ['LEASE', 'lease'],
} as const;
const RESULTS = { '=': 'EQUAL', '!=': 'NOT_EQUAL', '<': 'LESS', '>': 'GREATER' } as const;
const SORTS = {
  key: 'KEY',
  version: 'VERSION',
  createRevision: 'CREATE',
  revision: 'MOD',
  value: 'VALUE',
} as const;

/** Text as bytes. */
export const bytes = (text: string): string => Buffer.from(text).toString('base64');
const textOf = (base64: string | undefined): string => Buffer.from(base64 ?? '', 'base64').toString();

/** Where a range begins and ends; all keys are from NUL to NUL. */
export function rangeJson(range: KeyRange): { readonly key: string; readonly range_end?: string } {
  if ('key' in range) return { key: bytes(range.key) };
  if ('from' in range) return { key: bytes(range.from), range_end: bytes(range.to) };
  return { key: bytes(range.prefix || END), range_end: bytes(endOf(range.prefix)) };
}

export function selectJson({ keys, revision = 0, limit = 0, sortBy = 'key', descending }: RangeRequest) {
  const order = { sort_target: SORTS[sortBy], sort_order: descending === true ? 'DESCEND' : 'ASCEND' };
  return { ...rangeJson(keys), revision: `${revision}`, limit: `${limit}`, ...order } as const;
}

export function transactionJson({ compare = [], success = [], failure = [] }: KeyTransaction): Json {
  return {
    compare: compare.map(compareJson),
    success: success.map(requestJson),
    failure: failure.map(requestJson),
  };
}

function compareJson({ key, target, result, value }: KeyCompare): Json {
  const [name, field] = TARGETS[target];
  const expected = target === 'value' ? bytes(String(value)) : `${value}`;
  return { key: bytes(key), target: name, result: RESULTS[result], [field]: expected };
}

function requestJson(request: KeyValueRequest): Json {
  if (request.type === 'range') return { request_range: selectJson(request) };
  if (request.type === 'delete')
    return { request_delete_range: { ...rangeJson(request.keys), prev_kv: true } };
  const { key, value, lease = 0 } = request;
  return { request_put: { key: bytes(key), value: bytes(value), lease: `${lease}`, prev_kv: true } };
}

export function itemOf(wire: WireItem | undefined): Item | undefined {
  if (wire === undefined) return undefined;
  return {
    key: textOf(wire.key),
    value: textOf(wire.value),
    revision: Number(wire.mod_revision),
    createRevision: Number(wire.create_revision ?? 0),
    version: Number(wire.version ?? 0),
    lease: Number(wire.lease ?? 0),
  };
}

export function responseOf({ response_put, response_delete_range, response_range }: WireResponse): Response {
  if (response_put !== undefined) return { type: 'put', previous: itemOf(response_put.prev_kv) };
  if (response_range !== undefined) return rangeOf(response_range);
  return { type: 'delete', deleted: itemsOf(response_delete_range?.prev_kvs) };
}

export function rangeOf({ kvs, count, more }: WireRange): Response {
  return { type: 'range', items: itemsOf(kvs), count: Number(count ?? 0), more: more === true };
}

export function itemsOf(kvs: readonly WireItem[] = []): Item[] {
  return kvs.map(itemOf).filter((item) => item !== undefined);
}
