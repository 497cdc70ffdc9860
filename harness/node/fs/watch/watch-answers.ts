import { basename } from 'node:path';
import { simulated } from '../../../core/simulated-resources.ts';
import type { WatchAnswers, WatchHandle } from '../../bindings/stub-fs-watch.ts';
import type { Machine } from '../../machine/machine.ts';
import { errnoOf } from '../../machine/native-error.ts';
import { type Caller, textOf } from '../calls/caller.ts';
import { Errno } from '../volume/errno.ts';
import type { Change } from '../volume/volume.ts';
import { EventWatch, Notices } from './event-watch.ts';
import { PollWatch } from './poll-watch.ts';

/** Answers for `fs.watch` and `fs.watchFile` of a process: changes of the volume are events of the run. */
export class SimulatedWatch implements WatchAnswers {
  readonly #machine: Machine;
  readonly #caller: Caller;
  readonly #notices: Notices;
  readonly #watches = new Map<WatchHandle, EventWatch | PollWatch>();
  readonly #note = (change: Change): void => {
    for (const watch of this.#watches.values()) watch.note(change);
  };

  constructor(machine: Machine, caller: Caller) {
    this.#machine = machine;
    this.#caller = caller;
    this.#notices = new Notices(machine);
  }

  start(kind: 'events' | 'polls', handle: WatchHandle, [path, ...rest]: readonly unknown[]): number {
    simulated.add(handle);
    const name = textOf(path);
    try {
      this.#watches.set(
        handle,
        kind === 'events'
          ? new EventWatch(this.#machine, this.#notices, handle, {
              inode: this.#caller.find(path),
              name: basename(name),
              encoding: rest[2],
            })
          : new PollWatch(this.#machine, handle, this.#caller, name, Number(rest[0])),
      );
      this.#caller.volume.listeners.add(this.#note);
      return 0;
    } catch (error) {
      if (error instanceof Errno) return errnoOf(error.code);
      throw error;
    }
  }

  stop(handle: WatchHandle): void {
    this.#watches.get(handle)?.stop();
    this.#watches.delete(handle);
  }

  /** Frees what nobody stopped. */
  end(): void {
    this.#caller.volume.listeners.delete(this.#note);
    for (const handle of this.#watches.keys()) (handle as unknown as { close(): void }).close();
  }
}
