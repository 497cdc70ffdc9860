import assert from 'node:assert/strict';
import { expect, it } from 'vitest';
import { damageOf } from './damage-of.ts';

function thrownBy(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

it.each([
  ['vitest', () => expect({ a: 1 }).toEqual({ a: 2 }), 'expected { a: 1 } to deeply equal { a: 2 }'],
  ['vitest, without its remark', () => expect(1).toBe(2), 'expected 1 to be 2'],
  ['node:assert', () => assert.equal(1, 2), 'Expected values to be strictly equal: 1 !== 2'],
  [
    'node:assert, where it shows a diff',
    () => assert.deepEqual({ a: [1] }, { a: [2] }),
    'Expected values to be strictly deep-equal: { a: [ 1 ] } is not { a: [ 2 ] }',
  ],
  ['node:assert with a message of its own', () => assert.ok(false, 'too many'), 'too many'],
  [
    'a bare error, its first line',
    () => {
      throw new Error('lost 2 rows\nr1\nr2');
    },
    'lost 2 rows',
  ],
])('what %s throws is one sentence', (_, work, sentence) => {
  expect(damageOf(thrownBy(work))).toBe(sentence);
});

it('Jest’s colours are left out, and the values that it puts below are taken in', () => {
  const bold = (text: string): string => `\u001b[2m${text}\u001b[22m`;
  const message = `${bold('expect(')}received${bold(').')}toBe${bold('(')}expected${bold(') // Object.is equality')}\n\nExpected: 2\nReceived: 1`;
  const error = Object.assign(new Error(message), { name: 'Error', matcherResult: {} });
  expect(damageOf(error)).toBe('expect(received).toBe(expected): Expected 2, Received 1');
});

it('an error that no assertion made keeps its name and its cause', () => {
  const error = new TypeError('x is no function', { cause: new Error('of old') });
  expect(damageOf(error)).toBe('TypeError: x is no function (caused by Error: of old)');
  expect(damageOf('text')).toBe('text');
  expect(damageOf(undefined)).toBe('undefined');
});

it('what throws when it is looked at is told, too, and nothing is longer than a sentence', () => {
  const hostile = Object.defineProperty(new Error('x'), 'message', {
    get() {
      throw new Error('no');
    },
  });
  expect(damageOf(hostile)).toBe('something that throws when it is looked at');
  expect(damageOf(new Error('x'.repeat(1000))).length).toBe(300);
});
