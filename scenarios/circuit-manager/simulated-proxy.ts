import type { ProxyPort } from '../../systems/circuit-manager/index.ts';

/** What a proxy has of one circuit. */
export interface ShownCircuit {
  /** Whether traffic for the circuit is taken at all. */
  readonly routed: boolean;
  /** The sessions that traffic may go to; what is missing of one is said behind its name. */
  readonly sessions: readonly string[];
}

/** Where a session's traffic goes; what the proxy does not know of it is missing. */
export interface Backend {
  readonly url?: string;
  readonly weight?: number;
}

/** A proxy, whether it watches a store or hears events. What it has is told synchronously, for oracles. */
export interface SimulatedProxy {
  readonly port: ProxyPort;
  show(circuit: string): ShownCircuit;
  /** Where the traffic of each session goes, and how much of it. */
  backends(circuit: string): ReadonlyMap<string, Backend>;
  /** All that belongs to some circuit. */
  items(): Iterable<{ readonly key: string; readonly step: number }>;
  ownerOf(key: string): string | undefined;
  /** The last step in which anything of the circuit was changed; undefined where nothing ever was. */
  changedAt(circuit: string): number | undefined;
}

/** Adds what happens to be missing of a session to its name. */
export function described(session: string, hasUrl: boolean, hasWeight: boolean): string {
  if (hasUrl && hasWeight) return session;
  return hasUrl ? `${session} (not in the service)` : `${session} (without a url)`;
}
