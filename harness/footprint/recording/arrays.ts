import { type Accesses, CONTENT, UNKNOWN } from './accesses.ts';

const LENGTH = 'length';
/** Elements from here on are told as one: what moves all of them would else take long to tell. */
const TOLD_APART = 64;

type List = readonly unknown[];

/** Which element a key means; undefined for a property that is none. */
export function indexOf(key: PropertyKey): number | undefined {
  if (typeof key === 'number') return Number.isInteger(key) && key >= 0 ? key : undefined;
  return typeof key === 'string' && /^(?:0|[1-9]\d*)$/.test(key) ? Number(key) : undefined;
}

function entry(index: number): string {
  return index < TOLD_APART ? `entry:${index}` : `entry:${TOLD_APART} and later`;
}

export function readElement(accesses: Accesses, array: List, index: number, site: number): void {
  accesses.access(array, entry(index), 'entry', 'read', site, array[index]);
}

export function writeElement(
  accesses: Accesses,
  array: List,
  index: number,
  site: number,
  value: unknown = UNKNOWN,
): void {
  accesses.access(array, entry(index), 'entry', 'write', site, value);
  accesses.access(array, CONTENT, 'content', 'commute', site);
  if (index >= array.length) writeLength(accesses, array, site);
}

export function readLength(accesses: Accesses, array: List, site: number): void {
  accesses.access(array, LENGTH, 'property', 'read', site, array.length);
}

function writeLength(accesses: Accesses, array: List, site: number): void {
  accesses.access(array, LENGTH, 'property', 'write', site);
}

/** Every element is looked at. */
export function readArray(accesses: Accesses, array: List, site: number): void {
  accesses.access(array, CONTENT, 'content', 'read', site);
  readLength(accesses, array, site);
}

/** Every element may become another. */
export function rewriteArray(accesses: Accesses, array: List, site: number): void {
  const told = Math.min(array.length, TOLD_APART + 1);
  for (let index = 0; index < told; index++) accesses.access(array, entry(index), 'entry', 'write', site);
  accesses.access(array, CONTENT, 'content', 'write', site);
  writeLength(accesses, array, site);
}

const REORDERS: ReadonlySet<string> = new Set(['unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin']);

/** A method of arrays is called. */
export function callOnArray(accesses: Accesses, array: List, method: string, args: List, site: number): void {
  if (method === 'push') {
    for (const [n, value] of args.entries()) writeElement(accesses, array, array.length + n, site, value);
    if (args.length === 0) readLength(accesses, array, site);
  } else if (method === 'pop' || method === 'shift') {
    if (array.length === 0) readLength(accesses, array, site);
    else if (method === 'shift') rewriteArray(accesses, array, site);
    else {
      writeElement(accesses, array, array.length - 1, site);
      writeLength(accesses, array, site);
    }
  } else if (method === 'at') {
    const index = Math.trunc(Number(args[0]) || 0);
    if (index < 0) readLength(accesses, array, site);
    readElement(accesses, array, index < 0 ? index + array.length : index, site);
  } else if (REORDERS.has(method)) {
    readArray(accesses, array, site);
    rewriteArray(accesses, array, site);
  } else {
    readArray(accesses, array, site);
    for (const other of args) if (Array.isArray(other)) readArray(accesses, other, site);
  }
}
