/** Reporters that can be asked for, in the order in which they write. */
export const reporterNames = ['json', 'html', 'default'] as const;

export type ReporterName = (typeof reporterNames)[number];

export function isReporterName(name: string): name is ReporterName {
  return reporterNames.some((known) => known === name);
}
