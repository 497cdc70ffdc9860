import { expect, it } from 'vitest';
import { rowOf, widened, windowAround } from './row-window.ts';

it('a table of some hundred rows is drawn as a whole, once', () => {
  const whole = windowAround(5, 200);
  expect(whole).toEqual({ from: 0, to: 200 });
  expect(windowAround(190, 200, whole)).toBe(whole);
});

it('of a long table the rows around the selected one are drawn, and stay while it is among them', () => {
  const window = windowAround(2_000, 5_000);
  expect([window.from <= 2_000, window.to > 2_000, window.to - window.from < 200]).toEqual([
    true,
    true,
    true,
  ]);
  expect(windowAround(window.to - 1, 5_000, window)).toBe(window);
  expect(windowAround(window.to, 5_000, window).from).toBeGreaterThan(window.from);
  expect(windowAround(4_999, 5_000).to).toBe(5_000);
});

it('more rows are drawn before and after when they are asked for, up to the ends', () => {
  const window = { from: 100, to: 300 };
  expect(widened(window, 5_000, 'before')).toEqual({ from: 0, to: 300 });
  expect(widened(window, 5_000, 'after')).toEqual({ from: 100, to: 500 });
  expect(widened(window, 350, 'after').to).toBe(350);
});

it('ticks in one row are all shown by that row', () => {
  const places = [{ column: 0 }, { column: 1 }, { column: 5 }];
  expect([0, 1, 4, 5].map((column) => rowOf(places, column))).toEqual([0, 1, 1, 2]);
});
