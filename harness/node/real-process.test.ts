import { afterEach, expect, it, vi } from 'vitest';
import { simulate } from '../program/simulate.ts';

afterEach(() => vi.unstubAllGlobals());

it('a rejection that nobody handles is found where the global process is a copy, too', async () => {
  vi.stubGlobal('process', Object.assign(Object.create(process), { _events: {}, _eventsCount: 0 }));
  const { findings } = await simulate((sim) => {
    sim.task('t', () => void Promise.reject(new Error('left behind')));
  });
  expect(findings.map(({ message }) => message)).toEqual([
    '`t` left a rejection that nobody handled: Error: left behind',
  ]);
});
