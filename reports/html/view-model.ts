import type { Report, TraceStep, Verdict } from '../../harness/result.ts';
import { type DocumentedFigures, documentedFigures } from '../documented.ts';
import { type Stretch, elide } from '../elide.ts';
import { type Failure, failuresOf, onePerSignature, replayCommand } from '../failures.ts';
import { type Cell, type Matrix, matricesOf } from '../matrix.ts';
import { verdictSigns } from '../verdicts.ts';
import { count, counted, duration, labelOf, moment, outcomeOf } from '../wording.ts';

const STEPS_MOST = 120;

/** All that the page shows, as data. */
export interface Page {
  readonly title: string;
  /** What was asked and what was found. */
  readonly sentence: string;
  readonly notes: readonly string[];
  readonly allAsExpected: boolean;
  readonly matrices: readonly MatrixView[];
  readonly failures: readonly FailureView[];
  readonly documented: readonly DocumentedFigures[];
  readonly kinds: readonly { readonly kind: string; readonly sentence: string }[];
}

export interface MatrixView {
  readonly component: string;
  readonly variants: readonly string[];
  readonly rows: readonly RowView[];
}

export interface RowView {
  readonly label: string;
  readonly whole: boolean;
  readonly cells: readonly (CellView | undefined)[];
}

export interface CellView {
  readonly verdict: Verdict;
  readonly glyph: string;
  readonly word: string;
  readonly asExpected: boolean;
  /** Below the word: schedules, or why there are none. */
  readonly detail: string;
  readonly note?: string;
  /** Number of the failure that shows it. */
  readonly failure?: number;
}

export interface FailureView {
  readonly number: number;
  readonly expected: boolean;
  readonly kind: string;
  readonly invariant: string;
  readonly damage: string;
  readonly place: string;
  readonly cause: string;
  readonly clauses: readonly string[];
  readonly facts: readonly string[];
  readonly workload: string;
  readonly command: string;
  readonly passing?: string;
  readonly tasks: readonly string[];
  readonly stretches: readonly StretchView[];
}

export type StretchView =
  | { readonly type: 'left-out'; readonly count: number }
  | { readonly type: 'steps'; readonly steps: readonly StepView[] };

export interface StepView {
  readonly step: number;
  readonly time: string;
  readonly task: string;
  readonly event: string;
  readonly outcome: string;
  readonly heldUntil?: string;
  readonly woke: string;
  readonly violating: boolean;
}

export interface PageOptions {
  /** Where report.json stands, as a reader would type it. */
  readonly reportPath: string;
  /** What each kind of finding means. */
  readonly kinds: Readonly<Record<string, string>>;
}

export function pageOf(report: Report, options: PageOptions): Page {
  const failures = onePerSignature(failuresOf(report)).toSorted(
    (a, b) => Number(a.expected) - Number(b.expected) || a.number - b.number,
  );
  const ran = report.results.filter((result) => result.verdict !== 'n/a');
  const differing = ran.filter((result) => !result.asExpected);
  const schedules = ran.reduce((sum, result) => sum + result.exploration.schedules, 0);
  const kinds = [...new Set(failures.map((failure) => failure.finding.kind))].toSorted();
  return {
    title: 'heddle report',
    sentence:
      `${counted(ran.length, 'verdict')} from ${counted(schedules, 'schedule')}: ` +
      (differing.length === 0 ? 'all as expected' : `${count(differing.length)} not as expected`) +
      `, ${counted(failures.length, 'failure')} found.`,
    notes: [
      `seed ${report.seed}`,
      `${counted(report.runs, 'schedule')} asked for each scenario and variant`,
      duration(report.timing.durationMs),
      `heddle ${report.tool.version}`,
      ...(report.interrupted ? ['interrupted: what stands here is what ran until then'] : []),
    ],
    allAsExpected: differing.length === 0,
    matrices: matricesOf(report).map((matrix) => matrixView(matrix, failures)),
    failures: failures.map((failure) => failureView(failure, options.reportPath)),
    documented: documentedFigures(report),
    kinds: kinds.map((kind) => ({ kind, sentence: options.kinds[kind] ?? '' })),
  };
}

function matrixView(matrix: Matrix, failures: readonly Failure[]): MatrixView {
  const rows = matrix.stories.flatMap((story) => [
    {
      label: story.title,
      whole: true,
      cells: story.cells.map((cell) => cellView(cell, failures, undefined)),
    },
    ...story.invariants
      .filter((row) => row.notable)
      .map((row) => ({
        label: row.id,
        whole: false,
        cells: row.cells.map((cell) => cellView(cell, failures, row.id)),
      })),
  ]);
  return { component: matrix.component, variants: matrix.variants, rows };
}

function cellView(
  cell: Cell | undefined,
  failures: readonly Failure[],
  invariant: string | undefined,
): CellView | undefined {
  if (cell === undefined) return undefined;
  const { verdict, result } = cell;
  const failure = failures.find(
    (candidate) =>
      candidate.result === result && (invariant === undefined || candidate.finding.invariant === invariant),
  );
  const notes = [
    ...(cell.asExpected ? [] : [`expected: ${cell.expected}`]),
    ...(cell.contradictsClaim ? [`claimed by its source: ${cell.claimed ?? ''}`] : []),
    ...(cell.reason === undefined ? [] : [cell.reason]),
  ];
  return {
    verdict,
    ...verdictSigns[verdict],
    asExpected: cell.asExpected,
    detail: invariant === undefined && result.exploration.schedules > 0 ? amount(cell) : '',
    ...(notes.length > 0 && { note: notes.join('; ') }),
    ...(failure !== undefined && { failure: failure.number }),
  };
}

function amount({ result }: Cell): string {
  const { schedules, distinct, distinctIsEstimate } = result.exploration;
  return `${counted(schedules, 'schedule')}, ${distinctIsEstimate ? 'about ' : ''}${counted(distinct, 'ordering')}`;
}

function failureView(failure: Failure, reportPath: string): FailureView {
  const { finding, result } = failure;
  const { cause, clauses } = finding;
  return {
    number: failure.number,
    expected: failure.expected,
    kind: finding.kind,
    invariant: finding.invariant,
    damage: finding.message,
    place: `${failure.component} / ${result.variant} / ${result.title}`,
    cause: clauses.length === 0 ? cause : cause.slice(0, cause.indexOf(':') + 1),
    clauses,
    facts: [
      `${count(finding.count)} of ${counted(result.exploration.schedules, 'schedule')} failed so`,
      `found by run ${finding.seed}`,
    ],
    workload: JSON.stringify(finding.workload) ?? '{}',
    command: replayCommand(failure, reportPath),
    ...(finding.passing !== undefined && { passing: finding.passing.sentence }),
    tasks: [...new Set(finding.steps.map((step) => step.task))],
    stretches: elide(finding.steps, finding.violatingStep, STEPS_MOST).map((stretch) =>
      stretchView(stretch, finding.violatingStep),
    ),
  };
}

function stretchView(stretch: Stretch, violatingStep: number): StretchView {
  if (stretch.type === 'left-out') return stretch;
  return { type: 'steps', steps: stretch.steps.map((step) => stepView(step, violatingStep)) };
}

function stepView(step: TraceStep, violatingStep: number): StepView {
  return {
    step: step.step,
    time: moment(step.atMs),
    task: step.task,
    event: step.args === undefined ? labelOf(step) : `${labelOf(step)} ${step.args}`,
    outcome: outcomeOf(step),
    ...(step.heldUntil !== undefined && { heldUntil: step.heldUntil }),
    woke: step.woke.filter((task) => task !== step.task).join(', '),
    violating: step.step === violatingStep,
  };
}
