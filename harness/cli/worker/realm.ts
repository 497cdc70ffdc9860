import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Elsewhere, RunFacts, RunToRepeat } from '../../explore/leaks.ts';
import type { Lasting } from '../../lasting-state/what-lasts.ts';
import { type Answer, valueOf } from '../../workers/answer.ts';
import { Beacon } from '../../workers/beacon.ts';
import type { ScenarioSource } from './load-once.ts';

/** What a realm is asked for. */
export interface RealmTask extends ScenarioSource {
  /** `repeat`: what the runs come to. `last`: what the first of them changes that outlives it. */
  readonly what: 'repeat' | 'last';
  readonly variant: string;
  readonly runs: readonly RunToRepeat[];
  /** Runs are counted here, so that one which does not come back is seen. */
  readonly memory: Beacon['memory'];
}

const entry = new URL('./realm-worker.js', import.meta.url);

/** A worker of this worker, with modules of its own. Ends with it. */
class Realm {
  readonly #worker = new Worker(entry);

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

/** The one that makes few runs of each exploration; starting one costs half a second. */
let shared: Realm | undefined;

/** Makes runs of a scenario in workers of this one. */
export function elsewhereOf(source: ScenarioSource, variant: string, memory: Beacon['memory']): Elsewhere {
  const { project, file } = source;
  const ask = async (
    what: RealmTask['what'],
    runs: readonly RunToRepeat[],
    realm: Realm,
  ): Promise<unknown> => {
    const beacon = new Beacon(memory);
    // The realm says when it has loaded all, and runs begin.
    beacon.running = false;
    try {
      return await realm.run({ what, project, file, variant, runs, memory });
    } catch (error) {
      if (shared === realm) shared = undefined;
      throw error;
    } finally {
      beacon.running = true;
      if (shared !== realm) await realm.end();
    }
  };
  return {
    inShared: async (runs) => (await ask('repeat', runs, (shared ??= new Realm()))) as readonly RunFacts[],
    async alone(run) {
      const [only] = (await ask('repeat', [run], new Realm())) as readonly RunFacts[];
      return only as RunFacts;
    },
    lastingOf: async (run) => (await ask('last', [run], new Realm())) as readonly Lasting[],
  };
}
