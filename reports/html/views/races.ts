import { outcomeOfRace, type RaceOfResult } from '../../races.ts';
import { type Content, h, withCode } from '../markup/element.ts';
import { hrefOf } from '../model/route.ts';

/** Races in runs that pass, for a reviewer. */
export function racesView(races: readonly RaceOfResult[]): Content {
  return h(
    'section.races',
    {},
    h('h2', { id: 'races' }, `Races for a reviewer (${races.length})`),
    h(
      'p.notes',
      {},
      'In a run that passes, a task looks and acts later, and nothing keeps another from writing in between. No verdicts: what that did is told with each.',
    ),
    races.length === 0
      ? h('p', {}, 'None was seen.')
      : h(
          'ol',
          {},
          races.map((race) => h('li', {}, raceView(race))),
        ),
  );
}

function raceView({ result, race, elsewhere }: RaceOfResult): Content {
  const { scenario, title, variant } = result;
  const broke = race.outcome.type === 'violates';
  return [
    h('p', {}, withCode(race.sentence), '.'),
    h('p', { class: broke ? 'bad' : 'quiet' }, `Brought in between: ${outcomeOfRace(race)}.`),
    h(
      'p.notes',
      {},
      h('a', { href: hrefOf({ page: 'run', scenario, variant }) }, `${title} · ${variant}`),
      elsewhere > 0 && `, and ${elsewhere} more`,
      race.token !== undefined && [' · ', h('code', {}, `npx heddle replay ${race.token}`)],
    ),
  ];
}
