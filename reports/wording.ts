import type { ExplorationFacts, ReductionFacts, TraceStep, Verdict } from '../harness/result.ts';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** 12345.67 → `12,345.7`. */
export function count(value: number): string {
  return grouped.format(value);
}

/** 1 → `1 schedule`, 2 → `2 schedules`. */
export function counted(value: number, singular: string, plural = `${singular}s`): string {
  return `${count(value)} ${value === 1 ? singular : plural}`;
}

/** Which run of an exploration showed a failure: `found in run 49 of 2,000`; less where that is not known. */
export function foundIn(run: number | undefined, schedules: number): string {
  return run === undefined ? 'as it was found' : `found in run ${count(run)} of ${count(schedules)}`;
}

/** What another cause of a failure begins with. */
export function anotherCause(runs: number): string {
  return `another cause, shown by ${counted(runs, 'failing run')}:`;
}

/** What is said of failing runs that show none of the causes that are told. */
export function noneOfThese(runs: number): string {
  return `${counted(runs, 'failing run')} more ${runs === 1 ? 'shows' : 'show'} none of the causes told here`;
}

/** Virtual or real milliseconds, short: `1.5 ms`, `12.3 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${trimmed(ms, ms < 10 ? 2 : 1)} ms`;
  if (ms < 120_000) return `${trimmed(ms / 1_000, 1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;
}

/** Virtual time of a step in milliseconds, all alike: `250`, `250.5`. */
export function moment(atMs: number): string {
  return trimmed(atMs, 3);
}

/** What an event answered, or the fault that befell it; empty where there is nothing to say. */
export function outcomeOf(step: TraceStep): string {
  const fault = step.fault === undefined ? '' : `fault ${step.fault}`;
  const { outcome } = step;
  if (outcome === undefined) return fault;
  const answer = outcome.type === 'value' ? outcome.value : `throws ${outcome.error}`;
  return fault === '' ? answer : `${fault}: ${answer}`;
}

/** Characters of a watched value that are told beside its step. */
const VALUE_MOST = 60;

/** Watched values that a step changed: `marked = ["a"]`. Of the set-up none: there everything is new. */
export function changesOf({ step, state = {} }: TraceStep): readonly string[] {
  if (step === 0) return [];
  return Object.entries(state).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return `${name} = ${text.length <= VALUE_MOST ? text : `${text.slice(0, VALUE_MOST - 1)}…`}`;
  });
}

/** `label#n` of `task: label#n`. */
export function labelOf(step: Pick<TraceStep, 'task' | 'event'>): string {
  const prefix = `${step.task}: `;
  return step.event.startsWith(prefix) ? step.event.slice(prefix.length) : step.event;
}

function trimmed(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

/** What is said of a finding that the first run of a fresh worker does not show. */
export const UNCONFIRMED = 'not confirmed: it does not show where no other run was made before it';

/** What is said of an expected finding of which nobody has looked for the cause in data. */
export const DATA_NOT_ASKED =
  'cause in data: not asked, another like it stands for it; its replay tells it, --all-data of each';

/** `12/40`: of the possible workloads, so many were run, where a proof covers only those; undefined where it covers all. */
export function workloadShare(
  verdict: Verdict,
  { workloads, possibleWorkloads = workloads }: Pick<ExplorationFacts, 'workloads' | 'possibleWorkloads'>,
): string | undefined {
  if (verdict !== 'exhausted' || workloads >= possibleWorkloads) return undefined;
  return `${count(workloads)}/${count(possibleWorkloads)}`;
}

/** How few runs stand for all: `complete up to equivalent orders: 452 runs stand for 10,870`. */
export function reductionClause({ runs, standsFor }: Pick<ReductionFacts, 'runs' | 'standsFor'>): string {
  const stand = `${counted(runs, 'run')} ${runs === 1 ? 'stands' : 'stand'}`;
  return `complete up to equivalent orders: ${stand} for ${standsFor === undefined ? 'all' : count(standsFor)}`;
}
