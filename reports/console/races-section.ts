import type { Report } from '../../harness/result.ts';
import { printable, wrapped } from '../printable.ts';
import { asksForRaces, outcomeOfRace, type RaceOfResult, racesOf } from '../races.ts';
import { counted } from '../wording.ts';
import type { Style } from './style.ts';

const RACES_MOST = 20;

/** Races in runs that pass, for a reviewer. */
export function racesSection(report: Report, style: Style): string[] {
  if (!asksForRaces(report)) return [];
  const { paint, width } = style;
  const races = racesOf(report);
  if (races.length === 0) return [paint.bold('Races: none seen in the runs that pass')];
  const hidden = races.length - RACES_MOST;
  return [
    paint.bold(`Races: ${counted(races.length, 'pair')} for a reviewer to look at; no verdicts`),
    ...wrapped(
      'In a run that passes, a task looks and acts later. Nothing keeps another from writing in between: here is what that did.',
      width,
    ).map((line) => paint.dim(line)),
    ...races.slice(0, RACES_MOST).flatMap((race) => ['', ...raceText(race, style)]),
    ...(hidden > 0 ? ['', paint.dim(`and ${hidden} more, all of them in the report`)] : []),
  ];
}

function raceText({ result, race, elsewhere }: RaceOfResult, { paint, width }: Style): string[] {
  const more = elsewhere === 0 ? '' : `, and ${elsewhere} more`;
  const place = printable(`${result.scenario} · ${result.variant}${more}`);
  const outcome = printable(`brought in between: ${outcomeOfRace(race)}`);
  const tint = race.outcome.type === 'violates' ? paint.yellow : paint.dim;
  return [
    ...wrapped(printable(race.sentence), width).map((line) =>
      line.replaceAll(printable(race.location), (name) => paint.bold(name)),
    ),
    ...wrapped(outcome, width - 2).map((line) => `  ${tint(line)}`),
    ...wrapped(place, width - 2).map((line) => `  ${paint.dim(line)}`),
    ...(race.token === undefined
      ? []
      : [`  ${paint.dim('replay:')} ${paint.cyan(`npx heddle replay ${race.token}`)}`]),
  ];
}
