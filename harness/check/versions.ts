import type { CheckResult } from '../core/finding.ts';
import { recording } from '../core/recording.ts';
import type { Sim } from '../core/sim.ts';
import { stepOf } from '../core/stamp.ts';
import { held, violated } from './check-result.ts';

export const versionKinds = {
  'stale-overwrite': 'An older version was written over a newer one.',
} as const;

/** An older version that was written over a newer one. */
export interface Overwrite {
  /** What it was a version of. */
  readonly key: string;
  /** The version that was written. */
  readonly older: number;
  /** The newest version before. */
  readonly newer: number;
  /** The step at which it was written. */
  readonly step: number;
  /** The step at which the newest version was written. */
  readonly newerStep?: number;
}

/** The versions that were written, by key, as they were written. */
export class VersionLog {
  /** The first time an older version was written over a newer one. */
  overwrite: Overwrite | undefined;
  readonly #sim: Pick<Sim, 'step'>;
  readonly #resource = recording.to?.nameFor('versions') ?? '';
  readonly #newest = new Map<string, { readonly version: number; readonly step: number }>();

  constructor(sim: Pick<Sim, 'step'>) {
    this.#sim = sim;
  }

  /** Version `version` of `key` was written now. */
  wrote(key: string, version: number): void {
    recording.to?.write(this.#resource, key);
    const newer = this.#newest.get(key);
    const step = stepOf(this.#sim);
    if (newer === undefined || version > newer.version) this.#newest.set(key, { version, step });
    else if (version < newer.version)
      this.overwrite ??= { key, older: version, newer: newer.version, step, newerStep: newer.step };
  }
}

/** Versions only grow: `no-stale-overwrite`. */
export function noStaleOverwrite(log: Pick<VersionLog, 'overwrite'>): CheckResult {
  if (log.overwrite === undefined) return held('no-stale-overwrite');
  const { key, older, newer, step, newerStep } = log.overwrite;
  const message = `version ${older} of ${key} was written over version ${newer}`;
  return violated('no-stale-overwrite', 'stale-overwrite', message, [
    ...(newerStep === undefined
      ? []
      : [{ role: 'origin', step: newerStep, what: `${key} had version ${newer}` } as const]),
    { role: 'no-return', step, what: `${key} had version ${older} again` },
  ]);
}
