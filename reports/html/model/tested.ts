import type { ExplorationFacts } from '../../../harness/result.ts';

/** How much one scenario was tested against one variant; inflated when somebody asks. */
export interface TestedFacts extends Pick<
  ExplorationFacts,
  'failing' | 'workloads' | 'steps' | 'covers' | 'reduced' | 'strategies' | 'discovery' | 'pairs'
> {
  readonly durationMs: number;
  readonly schedulesPerSecond: number;
  /** The measures that the scenario documents stand first, in the order of its columns. */
  readonly measures: readonly (readonly [name: string, value: number])[];
}
