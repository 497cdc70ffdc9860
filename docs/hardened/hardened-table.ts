import type { ExploredStory } from './explored-story.ts';

/** How many stories are exhausted, and what was seen of each: a sentence and a table in Markdown. */
export function hardenedTable(stories: readonly ExploredStory[]): string {
  const ended = stories.filter(({ verdict }) => verdict === 'exhausted');
  const plain = ended.filter(({ plainEnded }) => plainEnded).length;
  const sum = `**${ended.length} of ${stories.length}** are \`exhausted\`: ${plain} by plain enumeration, ${ended.length - plain} up to equivalent orders.`;
  const lines = [HEADING, HEADING.map(() => '---'), ...stories.map(rowOf)];
  return `${sum}\n\n${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}`;
}

const HEADING = 'story|ended|plain runs|reduced runs|blocked|stand for|workloads|time|why not|seconds'.split(
  '|',
);

function rowOf(story: ExploredStory): readonly string[] {
  const { plainRuns, plainEnded, reduced, verdict, seconds } = story;
  const reducedCells =
    reduced === undefined
      ? ['–', '–', '–', '–', '–']
      : [
          count(reduced.runs),
          count(reduced.blocked),
          reduced.standsFor === undefined ? '–' : count(reduced.standsFor),
          count(reduced.workloads),
          reduced.time,
        ];
  return [
    nameOf(story),
    verdict === 'exhausted' ? 'yes' : 'no',
    plainEnded ? count(plainRuns) : `> ${count(plainRuns)}`,
    ...reducedCells,
    whyNot(story),
    seconds.toFixed(0),
  ];
}

function nameOf({ story, variant }: ExploredStory): string {
  return variant === 'hardened' ? story : `${story}, ${variant}`;
}

/** Also why few orders are equivalent, where that is why there is no end. */
function whyNot({ verdict, reason, reduced, plainRuns }: ExploredStory): string {
  if (verdict === 'exhausted') return '';
  if (plainRuns === 1 && reason === undefined) return 'its scenario asks for one run';
  const why = reduced?.unfinished ?? reason ?? `nobody tried (${verdict})`;
  const clock = reduced?.whyClock;
  return cell(clock === undefined ? why : `${why}; ${clock}`);
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
