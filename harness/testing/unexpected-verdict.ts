import { causeText } from '../../reports/console/failure.ts';
import { stepsWithin } from '../../reports/console/steps.ts';
import { foldTexts } from '../../reports/fold-texts.ts';
import { printable } from '../../reports/printable.ts';
import { counted } from '../../reports/wording.ts';
import type { ReportedFinding, ScenarioResult } from '../result.ts';
import { describeDifference, isAsExpected, isOfWhole } from '../verdict.ts';
import { TEST_INVARIANT } from './body-scenario.ts';
import { plainStyle } from './plain-style.ts';

/** What a runner's user may want to know beside the result. */
export interface FailureFacts {
  /** Files that tell of it, as a reader would type them: what each is, and where. */
  readonly files?: readonly (readonly [what: string, file: string])[];
  /** What the code itself threw: the runner shows its diff. */
  readonly cause?: unknown;
}

/** A verdict was not the expected one. Its message tells all that a developer needs, in at most 40 lines. */
export class UnexpectedVerdict extends Error {
  override readonly name = 'UnexpectedVerdict';
  constructor(result: ScenarioResult, { files = [], cause }: FailureFacts = {}) {
    super(describeResult(foldTexts(result), files), cause === undefined ? {} : { cause });
    // Where the harness noticed it says nothing.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** Of the whole message. */
const LINES_MOST = 40;
/** Findings after the first, which are told without their steps. */
const OTHERS_MOST = 3;

function describeResult(result: ScenarioResult, files: NonNullable<FailureFacts['files']>): string {
  const { verdict, reason, invariants, findings, exploration } = result;
  const unexpected = isOfWhole(verdict) ? [] : invariants.filter((invariant) => !isAsExpected(invariant));
  const broken = unexpected.flatMap(({ id }) => findings.find(({ invariant }) => invariant === id) ?? []);
  const [first, ...others] = broken.toSorted((a, b) => rank(a) - rank(b));
  const differences = unexpected
    .filter(({ id }) => !broken.some(({ invariant }) => invariant === id))
    .map((invariant) => `${invariant.id}: ${describeDifference(invariant, exploration.schedules)}`);
  // What an invariant says for itself need not be said of the whole.
  const isSaid = unexpected.some((invariant) => invariant.reason !== undefined);
  const after = [
    ...(first === undefined ? [] : how(first)),
    ...others.slice(0, OTHERS_MOST).flatMap((finding) => ['', ...what(finding), ...how(finding)]),
    ...(others.length > OTHERS_MOST ? ['', `and ${counted(others.length - OTHERS_MOST, 'other')}`] : []),
    ...files.map(([kind, file]) => `${kind}: ${file}`),
    `${counted(exploration.schedules, 'schedule')} ${exploration.schedules === 1 ? 'was' : 'were'} run`,
  ];
  const before = [
    ...(reason === undefined || isSaid ? [] : [reason]),
    ...(first === undefined ? [] : what(first)),
  ];
  const room = LINES_MOST - before.length - differences.length - after.length - 2;
  return [...before, ...lanesOf(first, room), ...differences, ...after].join('\n');
}

/** What the body itself says comes before what became of the tasks that it left behind. */
function rank({ invariant }: ReportedFinding): number {
  return invariant === TEST_INVARIANT ? 0 : 1;
}

function what(finding: ReportedFinding): string[] {
  const { invariant, message } = finding;
  const damage = printable(message);
  return [
    invariant === TEST_INVARIANT ? damage : `${damage}   (${invariant})`,
    ...causeText(finding, plainStyle),
  ];
}

function lanesOf(finding: ReportedFinding | undefined, room: number): string[] {
  if (finding === undefined) return [];
  return ['', ...stepsWithin(finding, room, plainStyle), ''];
}

function how({ workload, token }: ReportedFinding): string[] {
  const given = JSON.stringify(workload);
  return [
    ...(given === '{}' ? [] : [`workload: ${given}`]),
    ...(token === undefined ? [] : [`replay: npx heddle replay ${token}`]),
  ];
}
