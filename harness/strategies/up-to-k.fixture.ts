import { expect } from 'vitest';
import type { Program } from '../program/program.ts';
import { enumeration } from './enumeration.ts';
import { pickersOf } from './pickers-of.ts';
import { profiled } from './profiled.fixture.ts';
import type { Strategy, StrategyPicker } from './strategy.ts';
import { systematic } from './systematic.ts';

interface Made {
  /** Order of events, and all exceptions but holds, which follow from the order. */
  readonly run: string;
  readonly exceptions: number;
}

/** The runs of a strategy, those of levels above `levelMax` left out; undefined where they are more than `runsMax`. */
function runsOf<P extends StrategyPicker>(
  program: Program,
  strategy: Strategy<P>,
  runsMax: number,
  levelMax: number,
): readonly Made[] | undefined {
  const made: Made[] = [];
  for (const { parameters, picker } of pickersOf(strategy, profiled(program))) {
    if ((strategy.level?.(parameters) ?? 0) > levelMax) break;
    if (made.length >= runsMax) return undefined;
    const { run, schedule } = program.record({}, picker);
    const order = run.delivered.map((event) => run.idOf(event)).join(' ');
    const others = schedule.filter(({ type }) => type !== 'hold');
    made.push({ run: `${order} ${JSON.stringify(others)}`, exceptions: schedule.length });
  }
  return made;
}

const textsOf = (made: readonly Made[]): string[] => made.map(({ run }) => run).sort();

/**
 * Expects of the systematic runs with up to 1, 2 … `kMax` exceptions that they are those of the complete enumeration, each
 * once. All runs, as texts; undefined, and nothing expected, where they are more than `runsMax`. In a slice.
 */
export function expectAllUpToK(
  program: Program,
  { name, kMax, runsMax }: { readonly name: string; readonly kMax: number; readonly runsMax: number },
): readonly string[] | undefined {
  const all = runsOf(program, enumeration, runsMax, Infinity);
  if (all === undefined) return undefined;
  expect(new Set(textsOf(all)).size, name).toBe(all.length);
  for (let k = 1; k <= kMax; k++) {
    const made = [...all.slice(0, 1), ...(runsOf(program, systematic, runsMax, k) ?? [])];
    const expected = all.filter(({ exceptions }) => exceptions <= k);
    expect(textsOf(made), `${name}, ${k} exceptions`).toEqual(textsOf(expected));
  }
  return textsOf(all);
}
