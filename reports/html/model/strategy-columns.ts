/** Of what each strategy did. */
export const strategyColumns = [
  'strategy',
  'schedules',
  'new orderings',
  'failed',
  'first failure',
  'failure rate, at most (95 %)',
  'chance that one more is new',
] as const;
