import type { KnownStep } from './foresight.ts';
import type { Option, Point } from './point.ts';
import type { StepRecord } from './step-record.ts';
import type { TimeConstraint, TimeMark } from './time-network.ts';

/** A step as it was made from a node, and what it is to the steps before it. */
export interface Branch {
  readonly record: StepRecord;
  /** By bit: the steps before it that happen before it. */
  readonly past: bigint;
  /** What its moment has to satisfy, which is numbered `OWN` in them. */
  readonly bounds: readonly TimeConstraint[];
  /** Only where time is a matter of constraints. */
  readonly known?: KnownStep;
}

/** Stands for the moment of a step wherever that comes to be in the network. */
export const OWN = -1;

/** A point in the runs that is gone through; those before it are the prefix that all runs below it share. */
export class SearchNode {
  /** Those that time allows. */
  readonly options: readonly Option[];
  /** Of the run that came here first, or as it was foreseen. */
  readonly point: Point;
  /** Whether no run has come here yet. */
  isForeseen: boolean;
  readonly #names: ReadonlySet<string>;
  /** What the network of times was before the step that is chosen here. */
  readonly mark: TimeMark;
  /** What was gone through before, from here or from above, and would come to the same again. */
  readonly asleep = new Map<string, Branch>();
  /** What has been gone through from here. */
  readonly done = new Map<string, Branch>();
  /** What has to be gone through from here: a source set, or all. */
  readonly #wanted = new Set<string>();
  #wantsAll = false;
  chosen: Option;
  /** What came of the choice; undefined until that is known. */
  branch: Branch | undefined = undefined;

  constructor(point: Point, isForeseen: boolean, options: readonly Option[], chosen: Option, mark: TimeMark) {
    this.options = options;
    this.point = point;
    this.isForeseen = isForeseen;
    this.chosen = chosen;
    this.mark = mark;
    this.#names = new Set(options.map(({ name }) => name));
    this.#wanted.add(chosen.name);
  }

  option(name: string): Option | undefined {
    return this.options.find((option) => option.name === name);
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** Whether the run goes on after that, whatever comes of it: else the schedule cannot strike any more. */
  goesOnAfter({ record: { delivered, withdrawn } }: Branch): boolean {
    return this.point.live.some((event) => !delivered.includes(event) && !withdrawn.includes(event));
  }

  want(name: string): void {
    this.#wanted.add(name);
  }

  wants(name: string): boolean {
    return this.#wantsAll || this.#wanted.has(name);
  }

  /** There is no choosing among the options: each of them has to be gone through. */
  wantAll(): void {
    this.#wantsAll = true;
  }

  get wantsAll(): boolean {
    return this.#wantsAll;
  }

  /** Something that has to be gone through and was not; undefined where there is nothing left. */
  get left(): Option | undefined {
    return this.options.find(
      ({ name }) => this.wants(name) && !this.done.has(name) && !this.asleep.has(name),
    );
  }
}
