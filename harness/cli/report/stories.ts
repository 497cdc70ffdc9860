import { readFileSync } from 'node:fs';
import path from 'node:path';
import { invariantSentences } from '../../check/invariant-sentences.ts';
import type { ScenarioStory } from '../../result.ts';
import { invariantsOf } from '../../scenario.ts';
import type { LoadedScenario } from '../project/load-scenarios.ts';
import { headerComment } from './header-comment.ts';

/**
 * What is told of scenarios in words, by their ids.
 * @param root the package's folder
 * @param cwd the folder from which their files are told
 */
export function storiesOf(
  scenarios: Iterable<LoadedScenario>,
  root: string,
  cwd: string,
): Readonly<Record<string, ScenarioStory>> {
  const stories: Record<string, ScenarioStory> = {};
  for (const { id, file, scenario } of scenarios) {
    if (stories[id] !== undefined) continue;
    const full = path.resolve(cwd, file);
    const story = headerComment(contentOf(full));
    const known = invariantsOf(scenario).flatMap((invariant) => {
      const sentence = invariantSentences[invariant];
      return sentence === undefined ? [] : [[invariant, sentence] as const];
    });
    stories[id] = {
      ...(story !== undefined && { story }),
      file: path.relative(root, full).replaceAll(path.sep, '/'),
      ...(known.length > 0 && { invariants: Object.fromEntries(known) }),
    };
  }
  return stories;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
