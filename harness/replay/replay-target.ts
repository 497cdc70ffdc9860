import type { Schedule } from '../schedule/exceptions.ts';

/** Which run to see again. */
export type ReplayTarget = { readonly scenario: string; readonly variant: string } & (
  | { readonly type: 'seed'; readonly seed: string }
  | {
      readonly type: 'schedule';
      readonly workload: unknown;
      readonly schedule: Schedule;
      readonly expected: { readonly digest: string; readonly signature: string; readonly checks?: string };
      /** The version of heddle that recorded it. */
      readonly tool: string;
    }
);
