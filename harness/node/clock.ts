import * as FakeTimers from '@sinonjs/fake-timers';
import { active } from '../core/active-run.ts';

/** Where virtual time begins: 2024-01-01T00:00:00Z, the start of a minute, an hour and a year. */
export const EPOCH_MS = Date.UTC(2024, 0, 1);

let virtual: ReturnType<typeof FakeTimers.install> | undefined;

/**
 * Puts `Date`, `performance` and `process.hrtime` on virtual time. The library's clock is asked for the time when
 * somebody reads it, so a run need not tell it at each step.
 */
export function installClock(): () => void {
  virtual = FakeTimers.install({ now: EPOCH_MS, toFake: ['Date', 'performance', 'hrtime'] });
  const clock = virtual;
  Object.defineProperty(clock, 'now', {
    get: () => EPOCH_MS + (active.run?.nowMs ?? 0),
    set: () => {},
    configurable: true,
  });
  return () => clock.uninstall();
}
