import type { Run } from '../core/run.ts';
import type { Sim } from '../core/sim.ts';
import { scenario, type ScenarioDefinition } from '../scenario.ts';
import { enumeration } from '../strategies/enumeration.ts';
import { Program } from '../program/program.ts';
import { pickersOf } from '../strategies/pickers-of.ts';
import { profiled } from '../strategies/profiled.fixture.ts';

/** A latency window that allows every order. */
export const anyTime = { latencyMs: [0, Infinity] } as const;

const system = { id: 'counted', variants: { only: {} } };

/** A program without invariants of its own. What `run` returns is called at the end of each run. */
export function programOf(
  run: (sim: Sim) => (() => void) | void,
  more: Partial<ScenarioDefinition<object, object>> = {},
): Program {
  const story = scenario<object, object>('counted', system, {
    ...more,
    invariants: [],
    run(sim) {
      const atEnd = run(sim);
      return () => {
        atEnd?.();
        return [];
      };
    },
  });
  return new Program('counted/counted', story, 'only');
}

/** Makes every run there is, delivery at the earliest moment; returns how many. */
export function enumerate(program: Program, onRun: (run: Run) => void): Promise<number> {
  return program.inSlice(() => {
    let runs = 0;
    for (const { picker } of pickersOf(enumeration, profiled(program))) {
      onRun(program.run({}, picker));
      runs += 1;
    }
    return runs;
  });
}

/** Every ordering, as the ids of its events. */
export async function orderingsOf(program: Program): Promise<Set<string>> {
  const orderings = new Set<string>();
  await enumerate(program, (run) => orderings.add(run.delivered.map((event) => run.idOf(event)).join(' ')));
  return orderings;
}

/**
 * Every outcome of a program, sorted: what `run` says at the end, or `deadlock`.
 * @param run returns what looks at the outcome when all is quiet
 */
export async function outcomesOf(run: (sim: Sim) => () => string): Promise<string[]> {
  const outcomes = new Set<string>();
  let last = '';
  const program = programOf((sim) => {
    const outcome = run(sim);
    return () => void (last = outcome());
  });
  await enumerate(program, ({ ending }) => outcomes.add(ending === 'quiescent' ? last : ending));
  return [...outcomes].sort();
}

/** Starts an actor at once: no event of its own. */
export function actor(sim: Sim, name: string, body: () => Promise<unknown>): void {
  void sim.spawn({ name, daemon: false, cancel: () => {} }, body);
}
