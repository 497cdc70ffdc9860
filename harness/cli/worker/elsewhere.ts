import type { Elsewhere, RunFacts, RunToRepeat } from '../../explore/leaks.ts';
import { hasMetImports } from '../../program/after-imports.ts';
import type { Lasting } from '../../lasting-state/what-lasts.ts';
import { Beacon } from '../../workers/beacon.ts';
import type { ScenarioSource } from './load-once.ts';
import { Realm, type RealmTask } from './realm.ts';
import { recordedIn, reducedIn } from './recording-realm.ts';

/** What is run elsewhere. */
export interface RunElsewhere extends ScenarioSource {
  readonly variant: string;
  /** Packages whose code is instrumented where runs are recorded. */
  readonly instrument: readonly string[];
}

/** The one that makes few runs of each exploration; starting one costs half a second. */
let shared: Realm | undefined;

/** Makes runs of a scenario in workers of this one. */
export function elsewhereOf(
  { project, file, variant, instrument }: RunElsewhere,
  memory: Beacon['memory'],
): Elsewhere {
  const beacon = new Beacon(memory);
  const task = (what: RealmTask['what'], runs: readonly RunToRepeat[], looks: boolean): RealmTask => ({
    what,
    project,
    file,
    variant,
    runs,
    looks,
    memory,
  });
  // Looked at here, they are looked at again only where modules may have to be loaded there: that takes as long as the run.
  const seen = (what: RealmTask['what'], runs: readonly RunToRepeat[]): RealmTask =>
    task(what, runs, hasMetImports());
  /** The realm says when it has loaded all, and runs begin. */
  const waiting = async <T>(work: () => Promise<T>): Promise<T> => {
    beacon.running = false;
    try {
      return await work();
    } finally {
      beacon.running = true;
    }
  };
  const ask = (asked: RealmTask, realm: Realm): Promise<unknown> =>
    waiting(async () => {
      try {
        return await realm.run(asked);
      } catch (error) {
        if (shared === realm) shared = undefined;
        throw error;
      } finally {
        if (shared !== realm) await realm.end();
      }
    });
  return {
    inShared: async (runs) =>
      (await ask(seen('repeat', runs), (shared ??= new Realm()))) as readonly RunFacts[],
    async alone(run) {
      const [only] = (await ask(task('repeat', [run], true), new Realm())) as readonly RunFacts[];
      return only as RunFacts;
    },
    lastingOf: async (run) => (await ask(task('last', [run], true), new Realm())) as readonly Lasting[],
    reduced: (space) => waiting(() => reducedIn({ ...task('reduced', [], true), space }, instrument)),
    recorded: (runs) => waiting(() => recordedIn(seen('recorded', runs), instrument)),
  };
}
