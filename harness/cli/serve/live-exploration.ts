import { failuresOf } from '../../../reports/failures.ts';
import type { LiveFailure, LiveState } from '../../../reports/html/model/live-state.ts';
import type { ScenarioResult } from '../../result.ts';

const FAILURES_MOST = 50;
/** Points of the curve; with more, every other one goes. */
const POINTS_MOST = 400;

/** Gathers what has come to its end, for who looks on. */
export class LiveExploration {
  readonly #total: number;
  readonly #startMs = performance.now();
  readonly #strategies = new Map<string, { schedules: number; fresh: number; failing: number }>();
  #discovery: (readonly [number, number])[] = [];
  #failures: LiveFailure[] = [];
  #finished = 0;
  #unexpected = 0;
  #found = 0;
  #schedules = 0;
  #distinct = 0;
  #latest = '';

  /** @param total verdicts that there will be */
  constructor(total: number) {
    this.#total = total;
  }

  begin(label: string): void {
    this.#latest = label;
  }

  finish(result: ScenarioResult): void {
    if (result.verdict === 'n/a') return;
    const { exploration, asExpected } = result;
    this.#finished += 1;
    if (!asExpected) this.#unexpected += 1;
    this.#schedules += exploration.schedules;
    // Orderings of different scenarios and variants are never the same.
    this.#distinct += exploration.distinct;
    this.#discovery.push([this.#schedules, this.#distinct]);
    if (this.#discovery.length > POINTS_MOST)
      this.#discovery = this.#discovery.filter((_, at) => at % 2 === 1);
    for (const { name, schedules, fresh, failing } of exploration.strategies) {
      const sum = this.#strategies.get(name) ?? { schedules: 0, fresh: 0, failing: 0 };
      sum.schedules += schedules;
      sum.fresh += fresh;
      sum.failing += failing;
      this.#strategies.set(name, sum);
    }
    this.#addFailures(result);
  }

  get state(): LiveState {
    return {
      total: this.#total,
      finished: this.#finished,
      unexpected: this.#unexpected,
      elapsedMs: performance.now() - this.#startMs,
      latest: this.#latest,
      discovery: this.#discovery,
      strategies: [...this.#strategies].map(([name, sum]) => ({ name, ...sum })),
      found: this.#found,
      failures: this.#failures,
    };
  }

  #addFailures(result: ScenarioResult): void {
    const fresh = failuresOf({ results: [result] }).map(({ component, finding, expected }) => ({
      message: finding.message,
      place: `${component} / ${result.variant} / ${result.title}`,
      expected,
    }));
    this.#found += fresh.length;
    this.#failures = [...fresh.toReversed(), ...this.#failures]
      .toSorted((a, b) => Number(a.expected) - Number(b.expected))
      .slice(0, FAILURES_MOST);
  }
}
