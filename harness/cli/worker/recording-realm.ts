import { describeError } from '../../core/describe-error.ts';
import type { RunFootprints } from '../../explore/record-runs.ts';
import type { ReducedSpace } from '../../explore/reduced/reduced-space.ts';
import { Realm, type RealmTask } from './realm.ts';

const { setTimeout, clearTimeout } = globalThis;

/** Real milliseconds for a scenario to be loaded, and its runs to be recorded; what hangs is given up. */
const ANSWERS_WITHIN_MS = 60_000;

/** The one that records, and the packages that it instruments: modules that it has loaded stay as they are. */
let kept: { readonly realm: Realm; readonly packages: string } | undefined;

/** Records runs where all code is instrumented, in a realm that is started when it is needed first. */
export async function recordedIn(
  task: RealmTask,
  packages: readonly string[],
): Promise<readonly RunFootprints[]> {
  const realm = await realmFor(packages);
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('it takes too long')), ANSWERS_WITHIN_MS);
    });
    return (await Promise.race([realm.run(task), late])) as readonly RunFootprints[];
  } catch (error) {
    // What failed is told all the same, without what its runs read and write.
    kept = undefined;
    await realm.end();
    const reason = describeError(error);
    return task.runs.map(() => ({ reason }));
  } finally {
    clearTimeout(timer);
  }
}

/** Looks at all schedules of what the task says, up to equivalent orders, where all code is instrumented. */
export async function reducedIn(task: RealmTask, packages: readonly string[]): Promise<ReducedSpace> {
  const realm = await realmFor(packages);
  try {
    return (await realm.run(task)) as ReducedSpace;
  } catch (error) {
    // The plain exploration counts all the same.
    kept = undefined;
    await realm.end();
    return { ...NOTHING_REDUCED, doubt: describeError(error) };
  }
}

const NOTHING_REDUCED: ReducedSpace = {
  isComplete: false,
  runs: 0,
  blocked: 0,
  isBounded: false,
  workloads: 0,
  time: 'constraints',
  audited: 0,
  swapped: 0,
};

async function realmFor(packages: readonly string[]): Promise<Realm> {
  const key = packages.toSorted().join();
  if (kept?.packages !== key) {
    await kept?.realm.end();
    kept = { realm: new Realm({ instrumented: packages }), packages: key };
  }
  return kept.realm;
}
