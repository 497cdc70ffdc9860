import { reasoned, violatedBy } from '../expected.ts';

/** What a database error costs the originals, whichever call it befalls. */
export const dropsOnError = reasoned(
  violatedBy({
    'drops-nothing-needlessly': [
      'p0-join-then-cancel',
      'p1-cancel-on-stop',
      'p2-shielded-flush',
      'p3-stop-event',
      'single',
    ],
  }),
  { 'drops-nothing-needlessly': 'nothing is tried again' },
);
