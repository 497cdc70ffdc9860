import { type Finding, signatureOf } from '../core/finding.ts';
import { prompt } from '../strategies/prompt.ts';
import type { RunSeed } from './seed.ts';
import { FAILS_PROMPTLY } from './traits.ts';

/** Sets of traits that are told apart. */
const CLASSES_MAX = 256;

/** A run that failed. */
export interface FailingRun {
  readonly seed: RunSeed;
  readonly orderHash: number;
  /** The number of that run in the exploration, from 1. */
  readonly run: number;
}

/** The first run of those that failed with the same traits, and how many did. */
export interface FailureClass extends FailingRun {
  readonly traits: number;
  count: number;
}

/** All runs that failed in one way (kind and invariant), by their traits. */
export class Failure {
  readonly kind: string;
  readonly invariant: string;
  readonly signature: string;
  /** What the first of them said. */
  readonly message: string;
  /** In the order in which they were seen. */
  readonly classes = new Map<number, FailureClass>();
  count = 0;
  /** Runs with traits beyond the most that are told apart. */
  unclassed = 0;
  /** Workloads whose prompt run fails so. */
  readonly #promptly = new Set<number>();

  constructor(finding: Pick<Finding, 'kind' | 'invariant' | 'message'>) {
    this.kind = finding.kind;
    this.invariant = finding.invariant;
    this.signature = signatureOf(finding);
    this.message = finding.message;
  }

  /** The class of the first run. */
  get first(): FailureClass {
    const [first] = this.classes.values();
    if (first === undefined) throw new Error('A failure is noted with its first run.');
    return first;
  }

  /** Of the workload's runs, the prompt one comes first. */
  note(failing: FailingRun, traitsOf: () => number): void {
    this.count += 1;
    const { strategy, workload } = failing.seed;
    if (strategy === prompt.name) this.#promptly.add(workload);
    const traits = this.#promptly.has(workload) ? FAILS_PROMPTLY : traitsOf();
    const known = this.classes.get(traits);
    if (known !== undefined) known.count += 1;
    else if (this.classes.size < CLASSES_MAX) this.classes.set(traits, { ...failing, traits, count: 1 });
    else this.unclassed += 1;
  }
}
