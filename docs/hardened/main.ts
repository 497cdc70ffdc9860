import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { describeError } from '../../harness/core/describe-error.ts';
import { UsageError } from '../../harness/core/usage-error.ts';
import { withSection } from '../generate/section.ts';
import { type ExploredStory, storyOf } from './explored-story.ts';
import { hardenedTable } from './hardened-table.ts';
import { type CoverageOptions, parseOptions } from './options.ts';
import { exploreHardened, hardenedStories } from './run-heddle.ts';

/*
 * `npm run coverage`: explores every hardened story to its end, as far as the limits allow, and writes the table into its
 * page. Each story is a `heddle run` of its own, as the time limit is for a whole command.
 */
const page = new URL('../hardened.md', import.meta.url);

async function coverage(options: CoverageOptions): Promise<void> {
  const { only = '', runs, timeLimit } = options;
  const stories = (await hardenedStories()).filter((story) => story.includes(only));
  if (stories.length === 0) throw new UsageError(`No hardened story's id contains "${only}".`);
  const explored = await each(stories, options);
  const limits = `${runs.toLocaleString('en-US')} runs and ${timeLimit} each for all schedules and for those up to equivalent orders`;
  const text = `Node ${process.version}, seed 1, at most ${limits}.\n\n${hardenedTable(explored)}`;
  if (options.only === undefined) await writePage(text);
  else process.stdout.write(`${text}\n`);
}

async function writePage(text: string): Promise<void> {
  const file = fileURLToPath(page);
  const written = withSection(readFileSync(page, 'utf8'), 'hardened', text, 'npm run coverage');
  writeFileSync(page, await format(written, { ...(await resolveConfig(file)), filepath: file }));
}

/** In the order of `stories`, some at a time. */
async function each(stories: readonly string[], options: CoverageOptions): Promise<readonly ExploredStory[]> {
  const explored: (readonly ExploredStory[])[] = [];
  const left = [...stories.entries()];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [number, story] = next;
      explored[number] = (await exploreHardened(story, options)).map(storyOf);
      for (const { verdict, seconds } of explored[number])
        process.stderr.write(`${story}: ${verdict}, ${seconds.toFixed(0)} s, ${left.length} to go\n`);
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, work));
  return explored.flat();
}

try {
  await coverage(parseOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof UsageError ? error.message : describeError(error));
  process.exitCode = 2;
}
