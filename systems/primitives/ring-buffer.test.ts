import { expect, test } from 'vitest';
import { RingBuffer } from './ring-buffer.ts';

test('keeps the last items, oldest first', () => {
  const ring = new RingBuffer<number>(3);
  for (let n = 1; n <= 3; n++) ring.push(n);
  expect([...ring]).toEqual([1, 2, 3]);
  expect(ring.isFull).toBe(true);
  for (let n = 4; n <= 8; n++) ring.push(n);
  expect([...ring]).toEqual([6, 7, 8]);
  expect(ring.size).toBe(3);
});

test('is empty and in order again after it was cleared', () => {
  const ring = new RingBuffer<number>(2);
  for (const n of [1, 2, 3]) ring.push(n);
  ring.clear();
  expect([...ring]).toEqual([]);
  for (const n of [4, 5, 6]) ring.push(n);
  expect([...ring]).toEqual([5, 6]);
});

test('needs room for at least one item', () => {
  expect(() => new RingBuffer(0)).toThrow(RangeError);
});
