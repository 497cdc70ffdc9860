import { createHash } from 'node:crypto';
import type { ScenarioResult } from '../result.ts';

/** What is left of one exploration when it is compared with another one of the same. */
export interface ExplorationDigest {
  /** `<component>/<story> <variant>`. */
  readonly name: string;
  readonly schedules: number;
  /** A fingerprint of the whole result but for `timing`: 16 hexadecimal digits. */
  readonly digest: string;
}

export function digestOf(result: ScenarioResult): ExplorationDigest {
  const told = JSON.stringify({ ...result, timing: undefined });
  const digest = createHash('sha256').update(told).digest('hex').slice(0, 16);
  return {
    name: `${result.scenario} ${result.variant}`,
    schedules: result.exploration.schedules,
    digest,
  };
}

/** Explorations of which two tellers say different things, or only one says anything: by name. */
export function differing(
  a: readonly ExplorationDigest[],
  b: readonly ExplorationDigest[],
): readonly string[] {
  const digests = new Map(a.map(({ name, digest }) => [name, digest]));
  const names = new Set([...digests.keys(), ...b.map(({ name }) => name)]);
  for (const { name, digest } of b) if (digests.get(name) === digest) names.delete(name);
  return [...names];
}
