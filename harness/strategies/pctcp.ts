import type { Event } from '../core/event.ts';
import type { Choice, ChoicePoint } from '../core/picker.ts';
import { Chance } from './chance.ts';
import { ChainPartition } from './chains.ts';
import { HighestPriority } from './priorities.ts';
import type { Observed, Setting, Strategy, StrategyPicker } from './strategy.ts';

/** The chain of highest priority goes; d − 1 times one of them falls below all others. */
class Pctcp implements StrategyPicker {
  readonly #chance: Chance;
  readonly #partition: ChainPartition;
  readonly #highest: HighestPriority;
  /** Creation numbers of the events at which a chain falls. */
  readonly #changes: number[] = [];

  constructor(d: number, setting: Setting) {
    const { profile, random } = setting;
    this.#partition = new ChainPartition(random);
    this.#highest = new HighestPriority(profile);
    for (let i = 1; i < d; i++) this.#changes.push(random.below(profile.events || 1));
    this.#chance = new Chance(setting);
  }

  get chains(): number {
    return this.#partition.count;
  }

  pick(point: ChoicePoint): Choice {
    this.#partition.grow(point);
    const { events } = point.pending;
    const { priorities } = this.#partition;
    let index = this.#highest.find(point, priorities);
    while (this.#change(events[index] as Event)) index = this.#highest.find(point, priorities);
    const event = events[index] as Event;
    this.#highest.note(point, event);
    return this.#chance.decide(point, event, index);
  }

  /** Whether the chain of `event` falls now, just before the event would be delivered. */
  #change({ sequence }: Event): boolean {
    const at = this.#changes.indexOf(sequence);
    if (at < 0) return false;
    this.#changes[at] = -1;
    // Below zero, and so below all that were drawn; the first change lowest, as in the published algorithm.
    this.#partition.change(sequence, at - this.#changes.length);
    return true;
  }
}

/**
 * PCTCP [pctcp]: PCT [pct] over
 * chains of causally ordered events instead of threads. A bug that d events in the right order bring about shows in a
 * run with a chance of at least 1 / (w² n^(d−1)), for n events in a partial order of width w. The number of events is
 * learned from the prompt run.
 * @param d depth of the bugs that it is made for, at least 1
 */
export function pctcp(d: number): Strategy<Pctcp> {
  return {
    name: `pctcp-${d}`,
    samples: true,
    tells: true,
    weight: d === 2 ? 2 : 1,
    *plan() {
      for (let run = 0; ; run++) yield [run];
    },
    picker: (_parameters, setting) => new Pctcp(d, setting),
    guarantee: (observed) => guarantee(d, observed),
  };
}

function guarantee(d: number, { samples, events, chains }: Observed): string {
  const chance = 1 / (chains * events ** (d - 1));
  const missed = (1 - chance) ** samples;
  return (
    `An order of ${d === 1 ? 'one event' : `${d} events`} that breaks something shows in a run with a chance of at least ${chance.toPrecision(2)}, ` +
    `and all ${samples} runs missed it with one of at most ${missed.toPrecision(2)}, if no run has more than ${events} events in ${chains} chains.`
  );
}
