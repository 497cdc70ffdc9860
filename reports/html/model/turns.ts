import type { DamageRole } from '../../../harness/result.ts';
import type { FailureFacts } from './failure-detail.ts';

/** A step of the failing run that the damage rests on, labelled. */
export interface Turn {
  readonly role: DamageRole | 'breaks';
  readonly step: number;
  /** What it is, short: for a line in the lanes. */
  readonly label: string;
  /** The same with what happened there. */
  readonly text: string;
}

const labels: Readonly<Record<Turn['role'], string>> = {
  origin: 'begins here',
  'no-return': 'point of no return',
  noticed: 'noticed here',
  breaks: 'the invariant breaks here',
};

/** The steps that the check labels; where it labels none, the one at which the invariant broke. */
export function turnsOf({
  damage,
  violatingStep,
}: Pick<FailureFacts, 'damage' | 'violatingStep'>): readonly Turn[] {
  if (damage === undefined) {
    return [{ role: 'breaks', step: violatingStep, label: labels.breaks, text: labels.breaks }];
  }
  return damage.map(({ role, step, what }) => ({
    role,
    step,
    label: labels[role],
    text: `${labels[role]}: ${what}`,
  }));
}
