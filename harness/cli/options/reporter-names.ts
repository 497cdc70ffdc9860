/** Reporters that can be asked for, in the order in which they write. */
export const reporterNames = ['json', 'html', 'junit', 'tap', 'github', 'default'] as const;

export type ReporterName = (typeof reporterNames)[number];
