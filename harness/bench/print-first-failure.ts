import {
  FAST_CHECK,
  type FirstFailureBudget,
  type FirstFailures,
  IMPORTED,
  PORTFOLIO,
  type RunsToFailure,
} from './first-failure.ts';
import { formatCount, formatTable } from './table.ts';

/** What is asked of the portfolio's median: by case, else a factor and a summand of the best single strategy's. */
const ASKED_RUNS: Readonly<Record<string, number>> = { 'one reply outlives 12 steps': 40 };
/** What is measured beside the strategies, as the table calls it. */
const PEERS: Readonly<Record<string, string>> = {
  [FAST_CHECK]: 'fast-check',
  [IMPORTED]: 'heddle/fast-check',
};
const ASKED_FACTOR = 2;
/** The same where tasks are many, and no strategy is the best one everywhere. */
export const ASKED_FACTOR_MANY = 3;
const ASKED_MORE = 10;

export function formatFirstFailures(
  byCase: ReadonlyMap<string, FirstFailures>,
  { seeds, runsMax }: Pick<FirstFailureBudget, 'seeds' | 'runsMax'>,
  askedFactor = ASKED_FACTOR,
): string {
  const strategies = [...new Set([...byCase.values()].flatMap((failures) => Object.keys(failures)))];
  return formatTable(
    [
      `runs to the first failure, median/p90, ${seeds} seeds (–: none in ${formatCount(runsMax)})`,
      ...strategies.map((name) => PEERS[name] ?? name),
      'asked of the portfolio',
    ],
    [...byCase].map(([name, failures]) => [
      name,
      ...strategies.map((strategy) => cellOf(failures[strategy])),
      verdictOf(name, failures, askedFactor),
    ]),
  );
}

/** The median that the portfolio may have, at most. */
function askedOfPortfolio(name: string, failures: FirstFailures, factor: number): number {
  const single = Object.entries(failures).filter(
    ([strategy]) => strategy !== PORTFOLIO && !(strategy in PEERS),
  );
  const best = Math.min(...single.map(([, { median }]) => median ?? Infinity));
  return ASKED_RUNS[name] ?? factor * best + ASKED_MORE;
}

function verdictOf(name: string, failures: FirstFailures, factor: number): string {
  const asked = askedOfPortfolio(name, failures, factor);
  const measured = failures[PORTFOLIO]?.median ?? Infinity;
  return `at most ${asked}: ${measured <= asked ? 'kept' : 'BROKEN'}`;
}

function cellOf(runs: RunsToFailure | undefined): string {
  const one = (value: number | null): string => (value === null ? '–' : formatCount(value));
  return runs === undefined ? '–' : `${one(runs.median)}/${one(runs.p90)}`;
}
