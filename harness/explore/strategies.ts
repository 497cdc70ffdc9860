import { enumeration } from './enumeration.ts';
import { oneException } from './one-exception.ts';
import { prompt } from './prompt.ts';
import { randomWalk } from './random-walk.ts';
import type { Strategy } from './strategy.ts';

/** What an exploration uses after the prompt runs, in the order in which they take turns. */
export const portfolio: readonly Strategy[] = [oneException, randomWalk];

/** What proves that there is nothing else, where the space is small. */
export const exhaustive: Strategy = enumeration;

/** All strategies that a seed may name. */
export const strategies: readonly Strategy[] = [prompt, ...portfolio, enumeration];
