import type { Report, ScenarioResult } from '../harness/result.ts';
import { groupBy } from './matrix.ts';
import { count } from './wording.ts';

/** Stands where there is no figure. */
export const NONE = '–';

/** A scenario's figures as its source gives them, and as measured here. */
export interface DocumentedFigures {
  readonly title: string;
  readonly source: string;
  readonly columns: readonly string[];
  readonly rows: readonly FigureRow[];
}

export interface FigureRow {
  readonly variant: string;
  readonly origin: 'documented' | 'measured';
  /** One for each column; a dash where there is none. */
  readonly cells: readonly string[];
}

/** The figures of all scenarios whose source gives some. */
export function documentedFigures(report: Pick<Report, 'results'>): readonly DocumentedFigures[] {
  const comparable = report.results.filter(hasFigures);
  return groupBy(comparable, (result) => result.scenario).flatMap(([, results]) => {
    const [first] = results;
    if (first?.documented === undefined) return [];
    const { source, columns } = first.documented;
    return [
      { title: first.title, source, columns, rows: results.flatMap((result) => rowsOf(result, columns)) },
    ];
  });
}

function hasFigures({ documented, measures = {}, verdict }: ScenarioResult): boolean {
  if (documented === undefined || verdict === 'n/a') return false;
  return documented.columns.some((column) => column in documented.figures || column in measures);
}

function rowsOf({ variant, documented, measures }: ScenarioResult, columns: readonly string[]): FigureRow[] {
  return [
    { variant, origin: 'documented', cells: columns.map((column) => figure(documented?.figures[column])) },
    { variant, origin: 'measured', cells: columns.map((column) => figure(measures?.[column])) },
  ];
}

function figure(value: number | string | undefined): string {
  if (value === undefined) return NONE;
  if (typeof value === 'string') return value;
  return Math.abs(value) < 10 ? String(Number(value.toFixed(2))) : count(value);
}
