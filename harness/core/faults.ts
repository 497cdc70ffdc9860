/** A scenario's fault menu, ready for use. */
export interface Faults {
  readonly budget: number;
  readonly mayCancel: (task: string) => boolean;
  /** Whether that process may be killed. */
  readonly mayKill: (process: string) => boolean;
  readonly crash: boolean;
}
