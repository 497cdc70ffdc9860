import type { CheckResult } from './finding.ts';

/** What the author's code says when it has set up its tasks: how to check the run at its end. */
export type Checks = () => readonly CheckResult[];
