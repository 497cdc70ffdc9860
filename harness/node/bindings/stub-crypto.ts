import type { CryptoJobClass } from './crypto-job.ts';
import type { Binding } from './internals.ts';
import type { Switchboard } from './switchboard.ts';

/** Replaces the classes of all jobs, whichever this Node has. */
export function stubCrypto(binding: Binding, switchboard: Switchboard): void {
  for (const [name, found] of Object.entries(binding)) {
    if (!name.endsWith('Job')) continue;
    binding[name] = new Proxy(found as CryptoJobClass, {
      construct(Job, [mode, ...args]: [number, ...unknown[]]) {
        const { crypto } = switchboard;
        return crypto === undefined ? new Job(mode, ...args) : crypto.make(name, Job, mode, args);
      },
    });
  }
}
