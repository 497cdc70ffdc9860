import { LOCK_CHANNELS, type LockMessage } from '../core/lock-channels.ts';
import type { Sim } from '../core/sim.ts';
import { Gauge } from './gauge.ts';

let ofThisRun: Pick<Gauge, 'enter' | 'leave'> | undefined;
let listening = false;

/**
 * How many hold each lock, by the lock's name, from what lock primitives publish on the diagnostics channels
 * `lock.acquired` and `lock.released`. Locks of one name count as one: two of them held at once are two holders. One
 * such gauge serves one run.
 */
export class LockHolders extends Gauge {
  constructor(sim: Pick<Sim, 'step'>) {
    super(sim);
    ofThisRun = { enter: (lock) => this.enter(lock), leave: (lock) => this.leave(lock) };
    if (listening) return;
    listening = true;
    LOCK_CHANNELS.acquired.subscribe((message) => ofThisRun?.enter((message as LockMessage).lock));
    LOCK_CHANNELS.released.subscribe((message) => ofThisRun?.leave((message as LockMessage).lock));
  }
}
