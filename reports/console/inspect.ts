import type { DataCause, TraceStep } from '../../harness/result.ts';
import { accessesOf } from '../accesses.ts';
import { moment, outcomeOf } from '../wording.ts';
import { printable, wrapped } from '../printable.ts';
import type { Style } from './style.ts';

const LABEL_WIDTH = 15;

/** A run at which somebody looks step by step. */
export interface InspectedRun {
  readonly steps: readonly TraceStep[];
  readonly data?: DataCause | undefined;
}

/** All that is known at one step: what it did, what else could have happened, the locks and the world after it. */
export function inspectLines({ steps, data }: InspectedRun, index: number, style: Style): string[] {
  const step = steps[index];
  if (step === undefined) return [];
  const before = steps.slice(0, index + 1);
  const outcome = outcomeOf(step);
  const list = (names: readonly string[]): string => names.join(', ');
  const rows: readonly (readonly [string, string])[] = [
    ['with', step.args ?? ''],
    ['answers', outcome],
    ...accessesOf(step, data).map((text) => ['cause', text] as const),
    ['held until', step.heldUntil ?? ''],
    ['possible', window(step)],
    ['awaited at', step.location ?? ''],
    ['wakes', list(step.woke)],
    ...(step.notes ?? []).map((note) => ['note', note] as const),
    ['brings about', list(step.created)],
    ['else possible', list(step.alternatives)],
    ...locksAfter(before).map((text): readonly [string, string] => ['lock', text]),
    ...worldAfter(before).map((text): readonly [string, string] => ['world', text]),
  ];
  const { paint, width } = style;
  return [
    paint.bold(`step ${step.step} · ${moment(step.atMs)} ms · ${printable(step.event)}`),
    ...rows
      .filter(([, text]) => text !== '')
      .flatMap(([label, text]) =>
        wrapped(printable(text), width - LABEL_WIDTH - 2).map(
          (line, at) => `  ${paint.dim((at === 0 ? label : '').padEnd(LABEL_WIDTH))}${line}`,
        ),
      ),
  ];
}

function window({ createdAt, opensMs, closesMs }: TraceStep): string {
  const until = closesMs === undefined ? 'on' : `to ${moment(closesMs)} ms`;
  return `from ${moment(opensMs)} ms ${until}, since step ${createdAt}`;
}

/** Who holds each lock, and who waits for it. */
function locksAfter(steps: readonly TraceStep[]): string[] {
  const locks = new Map<string, { holder: string | undefined; waiting: string[] }>();
  for (const { lock, what, task } of steps.flatMap((step) => step.locks ?? [])) {
    const state = locks.get(lock) ?? { holder: undefined, waiting: [] };
    locks.set(lock, state);
    if (what === 'queued') state.waiting.push(task);
    if (what === 'released') state.holder = undefined;
    if (what === 'acquired') {
      state.holder = task;
      state.waiting = state.waiting.filter((name) => name !== task);
    }
  }
  return [...locks]
    .filter(([, { holder, waiting }]) => holder !== undefined || waiting.length > 0)
    .map(([lock, { holder, waiting }]) => {
      const waits =
        waiting.length === 0 ? '' : `; ${waiting.join(', ')} wait${waiting.length === 1 ? 's' : ''}`;
      return `${lock} held by ${holder ?? 'nobody'}${waits}`;
    });
}

/** The state of each part of the world; a star where this step changed it. */
function worldAfter(steps: readonly TraceStep[]): string[] {
  const world = new Map<string, string>();
  for (const { state } of steps) {
    for (const [name, value] of Object.entries(state ?? {})) {
      world.set(name, typeof value === 'string' ? value : JSON.stringify(value));
    }
  }
  const changed = steps.at(-1)?.state ?? {};
  return [...world].map(([name, value]) => `${Object.hasOwn(changed, name) ? '* ' : ''}${name} = ${value}`);
}
