import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { RunToRepeat } from '../../explore/leaks.ts';
import type { SpaceToReduce } from '../../explore/reduced/reduced-space.ts';
import { type Answer, valueOf } from '../../workers/answer.ts';
import type { Beacon } from '../../workers/beacon.ts';
import type { ScenarioSource } from './load-once.ts';

/** What a realm is made with. */
export interface RealmData {
  /** In a realm that records: the packages whose code is instrumented, beside the author's. Absent in others. */
  readonly instrumented?: readonly string[];
}

/** What a realm is asked for. */
export interface RealmTask extends ScenarioSource {
  /**
   * `repeat`: what the runs come to. `last`: what the first of them changes that outlives it. `recorded`: what they read
   * and write. `reduced`: what all schedules come to, up to equivalent orders.
   */
  readonly what: 'repeat' | 'last' | 'recorded' | 'reduced';
  readonly variant: string;
  readonly runs: readonly RunToRepeat[];
  /** Whether runs are looked at for what is real in them, and for modules that they import. */
  readonly looks: boolean;
  /** Of what is to be looked at up to equivalent orders. */
  readonly space?: SpaceToReduce;
  /** Runs are counted here, so that one which does not come back is seen; but for those that are recorded. */
  readonly memory: Beacon['memory'];
}

const entry = new URL('./realm-worker.js', import.meta.url);

/** A worker of this worker, with modules of its own. Ends with it. */
export class Realm {
  readonly #worker: Worker;

  constructor(data: RealmData = {}) {
    this.#worker = new Worker(entry, { workerData: data });
  }

  /** One task after the other. @throws what is thrown there, and Error where the thread dies */
  async run(task: RealmTask): Promise<unknown> {
    const answered = once(this.#worker, 'message');
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    this.#worker.postMessage(task);
    const [answer] = (await answered) as [Answer<unknown>];
    return valueOf(answer);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
