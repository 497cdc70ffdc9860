import type { Report } from '../../harness/result.ts';
import { failuresOf } from '../failures.ts';
import { aggregateOf } from '../aggregate.ts';
import { matricesOf, type Matrix } from '../matrix.ts';
import { aggregateTable } from './aggregate-table.ts';
import { corpusSection } from './corpus-section.ts';
import { differences } from './differences.ts';
import { documentedTables } from './documented-table.ts';
import { expectedFailures, unexpectedFailures } from './failures-section.ts';
import { notAsExpected } from './not-as-expected.ts';
import { racesSection } from './races-section.ts';
import type { Style } from './style.ts';
import { type ReportPaths, summary } from './summary.ts';
import { unmetFaults } from './unmet-faults.ts';
import { verdictKey } from './verdict-key.ts';
import { cellsOf, signedCell, verdictTable } from './verdict-table.ts';

/** A report for a terminal: verdicts, what is not as expected, and last the summary. */
export function consoleReport(report: Report, paths: ReportPaths, style: Style, verbose = false): string {
  const matrices = matricesOf(report);
  const sections = [
    ...(verbose ? inDetail(report, matrices, paths, style) : inShort(matrices, style)),
    racesSection(report, style),
    corpusSection(report, style),
    unmetFaults(report, style),
    notAsExpected(report, paths.json, style),
    summary(report, style, paths),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function inShort(matrices: readonly Matrix[], style: Style): string[][] {
  const cells = matrices.flatMap((matrix) => aggregateOf(matrix).rows.flatMap((row) => row.cells));
  return [
    ...matrices.map((matrix) => aggregateTable(matrix, style)),
    verdictKey(
      cells.filter((cell) => cell !== undefined),
      style,
    ),
  ];
}

/** All tables and figures, and every failure. */
function inDetail(report: Report, matrices: readonly Matrix[], paths: ReportPaths, style: Style): string[][] {
  const failures = failuresOf(report);
  return [
    ...matrices.map((matrix) => verdictTable(matrix, style)),
    verdictKey(cellsOf(matrices).map(signedCell), style),
    documentedTables(report, style),
    expectedFailures(failures, paths.json, style),
    unexpectedFailures(failures, paths.json, style),
    differences(report, style),
  ];
}
