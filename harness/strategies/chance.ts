import type { Event } from '../core/event.ts';
import type { Choice, ChoicePoint } from '../core/picker.ts';
import { drawPartner } from './chunk.ts';
import { FaultDice, mayStrike } from './fault-dice.ts';
import { laterMoment } from './moment.ts';
import type { Setting } from './strategy.ts';

/** What every random strategy leaves to chance once it has chosen an event: its moment, its company, and faults. */
export class Chance {
  readonly #setting: Setting;
  readonly #dice: FaultDice | undefined;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.#dice = mayStrike(setting) ? new FaultDice(setting) : undefined;
  }

  /** Says how `event` is delivered; returns its index, or what strikes in its place. */
  decide(point: ChoicePoint, event: Event, index: number): Choice {
    const { random } = this.#setting;
    const { delivery } = point;
    delivery.delayMs = laterMoment(point, event, random);
    delivery.together = drawPartner(point, event, random);
    if (this.#dice === undefined) return index;
    const struck = this.#dice.roll(point, event);
    // What goes wrong on the way does not arrive in company.
    if (struck !== undefined || delivery.fault !== undefined) delivery.together = undefined;
    return struck ?? index;
  }
}
