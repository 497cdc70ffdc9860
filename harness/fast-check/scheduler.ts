import { Arbitrary, type Random, type Scheduler, Stream, Value } from 'fast-check';
import { generating } from './generating.ts';
import { coming, type Origin, SchedulerHandle } from './handle.ts';
import { install } from './plugin.ts';

/** How a scheduler explores. */
export interface SchedulerOptions {
  /** Surrounds every release, as the `act` of React does. Default: nothing does. */
  readonly act?: (work: () => Promise<void>) => Promise<unknown>;
  /**
   * Schedules that each run of the property tries on the values that it got, until one fails: the prompt one, then each
   * sampling strategy in turn; fewer where runs are longer than 500 steps. Default 10.
   */
  readonly schedules?: number;
}

const SCHEDULES_DEFAULT = 10;
const UINT32_MAX = 0xffff_ffff;

class SchedulerArbitrary<M> extends Arbitrary<Scheduler<M>> {
  readonly #act: SchedulerOptions['act'];
  readonly #schedules: number;

  constructor({ act, schedules = SCHEDULES_DEFAULT }: SchedulerOptions) {
    super();
    this.#act = act;
    this.#schedules = schedules;
  }

  override generate(random: Random): Value<Scheduler<M>> {
    const base = random.nextInt(0, UINT32_MAX);
    const origin: Origin = { base, runId: generating.runId, schedules: this.#schedules };
    coming.origin = origin;
    coming.isShrunk = false;
    return new Value(new SchedulerHandle<M>(origin, this.#act), origin);
  }

  override canShrinkWithoutContext(value: unknown): value is Scheduler<M> {
    return value instanceof SchedulerHandle;
  }

  /** Schedules are made smaller by heddle, when fast-check has made all else smaller. */
  override shrink(): Stream<Value<Scheduler<M>>> {
    return Stream.nil();
  }
}

/**
 * fast-check's `scheduler()` with its schedules drawn, made smaller and told by heddle: an arbitrary for the properties
 * of `fc.asyncProperty`, beside any others. Each run of the property tries the prompt schedule of its values and some of
 * each sampling strategy, in virtual time. Of a failure, fast-check makes the other values smaller, and heddle the
 * schedule: what is shown says what was held until what.
 * @param options default: nothing surrounds a release, 10 schedules for each run of the property
 */
export function scheduler<M = unknown>(options: SchedulerOptions = {}): Arbitrary<Scheduler<M>> {
  install();
  return new SchedulerArbitrary<M>(options);
}
