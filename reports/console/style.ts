import type { ChalkInstance } from 'chalk';

/** How text comes out: its colours, and how many columns there are. */
export interface Style {
  readonly paint: ChalkInstance;
  /** Default of the commands: the terminal's, at most 140; 100 without one. */
  readonly width: number;
}
