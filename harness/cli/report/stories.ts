import { readFileSync } from 'node:fs';
import path from 'node:path';
import { invariantSentences } from '../../check/invariant-sentences.ts';
import { statedExpectation } from '../../expectation.ts';
import type { InvariantClaim, ScenarioStory, VariantStory } from '../../result.ts';
import { invariantsOf, type Scenario } from '../../scenario.ts';
import type { LoadedScenario } from '../project/load-scenarios.ts';
import { docComment, headerComment } from './header-comment.ts';

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
    const variants = variantStories(scenario, root);
    const known = invariantsOf(scenario).flatMap((invariant) => {
      const sentence = scenario.system.demands?.[invariant] ?? invariantSentences[invariant];
      return sentence === undefined ? [] : [[invariant, sentence] as const];
    });
    stories[id] = {
      ...(story !== undefined && { story }),
      file: path.relative(root, full).replaceAll(path.sep, '/'),
      ...(known.length > 0 && { invariants: Object.fromEntries(known) }),
      ...(Object.keys(variants).length > 0 && { variants }),
    };
  }
  return stories;
}

function variantStories(scenario: Scenario, root: string): Readonly<Record<string, VariantStory>> {
  const told = Object.entries(scenario.system.variants).flatMap(([id, variant]) => {
    const what = whatIs(scenario.system.id, id, root);
    const { claim, source } = Object(variant) as Readonly<Record<string, unknown>>;
    const claims = claimsOf(scenario, id);
    const story: VariantStory = {
      ...(what !== undefined && { what }),
      ...(typeof claim === 'string' && { claim }),
      ...(typeof source === 'string' && { source }),
      ...(Object.keys(claims).length > 0 && { claims }),
    };
    return Object.keys(story).length > 0 ? [[id, story] as const] : [];
  });
  return Object.fromEntries(told);
}

/** Ids are anything; only such as are names of files are looked for. */
function whatIs(system: string, variant: string, root: string): string | undefined {
  if (![system, variant].every((name) => /^\w[\w.-]*$/.test(name))) return undefined;
  return docComment(contentOf(path.join(root, 'systems', system, `${variant}.ts`)));
}

function claimsOf(scenario: Scenario, variant: string): Readonly<Record<string, InvariantClaim>> {
  const stated = invariantsOf(scenario).flatMap((invariant) => {
    const { claimed, source } = statedExpectation(scenario, variant, invariant);
    if (claimed === undefined) return [];
    return [[invariant, { claimed, ...(source !== undefined && { source }) }] as const];
  });
  return Object.fromEntries(stated);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
