import { basicPos } from './basic-pos.ts';
import { enumeration } from './enumeration.ts';
import { pctcp } from './pctcp.ts';
import { prompt } from './prompt.ts';
import { randomHolds } from './random-holds.ts';
import { randomWalk } from './random-walk.ts';
import type { Strategy } from './strategy.ts';
import { surw } from './surw.ts';
import { systematic } from './systematic.ts';

/** In the order in which they take turns. Early in the list: what finds shallow races soon. */
const sampling: readonly Strategy[] = [
  randomHolds(1),
  randomWalk,
  basicPos,
  pctcp(2),
  randomHolds(2),
  pctcp(3),
  randomHolds(3),
  pctcp(5),
  surw,
];

/** What proves that there is nothing else, where the space is small. */
export const exhaustive: Strategy = enumeration;

/** What an exploration uses after the prompt run. */
export const portfolio: readonly Strategy[] = [systematic, ...sampling];

/** All strategies that a seed may name. */
export const strategies: readonly Strategy[] = [prompt, ...portfolio, exhaustive];

/** The names of the strategies that a user may choose. The prompt run is always made. */
export const strategyNames: readonly string[] = [...portfolio, exhaustive].map(({ name }) => name);
