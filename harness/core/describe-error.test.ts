import { describe, expect, it } from 'vitest';
import { describeError } from './describe-error.ts';

describe('what was thrown', () => {
  it('is told in one line of bounded length', () => {
    expect(describeError(new RangeError('too far'))).toBe('RangeError: too far');
    expect(describeError(new SyntaxError('line 1\n  line 2'))).toBe('SyntaxError: line 1 line 2');
    expect(describeError(new Error('x'.repeat(1_000_000)))).toHaveLength(500);
  });

  it.each([
    ['text', 'no luck', 'no luck'],
    ['nothing', undefined, 'undefined'],
    ['an object', { status: 503 }, '{ status: 503 }'],
    ['an object without a prototype', Object.create(null), '[Object: null prototype] {}'],
    ['a symbol', Symbol('stop'), 'Symbol(stop)'],
    ['a function', Math.max, '[Function: max]'],
  ])('may be %s', (_, thrown, told) => {
    expect(describeError(thrown)).toBe(told);
  });

  it('may be one of many, or have a cause, even itself', () => {
    expect(describeError(new AggregateError([new Error('one'), 'two'], 'both'))).toBe(
      'AggregateError: both (Error: one, two)',
    );
    expect(describeError(new Error('no config', { cause: new TypeError('bad key') }))).toBe(
      'Error: no config (caused by TypeError: bad key)',
    );
    const snake = new Error('snake');
    snake.cause = snake;
    expect(describeError(snake)).toMatch(/^Error: snake \(caused by Error: snake/);
  });

  it('may throw when it is looked at', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const hostile = Object.defineProperty(new Error('none'), 'message', {
      get() {
        throw new Error('no message');
      },
    });
    expect(describeError(proxy)).toBe('something that throws when it is looked at');
    expect(describeError(hostile)).toBe('something that throws when it is looked at');
  });
});
