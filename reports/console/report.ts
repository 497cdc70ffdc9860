import type { Report } from '../../harness/result.ts';
import { failuresOf } from '../failures.ts';
import { matricesOf } from '../matrix.ts';
import { corpusSection } from './corpus-section.ts';
import { differences } from './differences.ts';
import { documentedTables } from './documented-table.ts';
import { expectedFailures, unexpectedFailures } from './failures-section.ts';
import { racesSection } from './races-section.ts';
import type { Style } from './style.ts';
import { summary } from './summary.ts';
import { unmetFaults } from './unmet-faults.ts';
import { verdictKey, verdictTable } from './verdict-table.ts';

/** Where the other reporters wrote, as a reader would type it. */
export interface ReportPaths {
  readonly json: string;
  /** Absent where no page was written. */
  readonly html?: string;
}

/** A report for a terminal: tables, what was found, what differs, and last the summary. */
export function consoleReport(report: Report, paths: ReportPaths, style: Style): string {
  const matrices = matricesOf(report);
  const failures = failuresOf(report);
  const sections = [
    ...matrices.map((matrix) => verdictTable(matrix, style)),
    verdictKey(matrices, style),
    documentedTables(report, style),
    expectedFailures(failures, paths.json, style),
    unexpectedFailures(failures, paths.json, style),
    racesSection(report, style),
    differences(report, style),
    corpusSection(report, style),
    unmetFaults(report, style),
    summary(report, style, paths.html),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
