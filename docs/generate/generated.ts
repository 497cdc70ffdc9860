import { allScenarios } from '../../scenarios/all-scenarios.ts';
import { mutationResults } from '../../scenarios/mutation/results.ts';
import { mutantTables } from './mutant-tables.ts';
import { optionTables } from './option-tables.ts';
import { variantTables } from './variant-tables.ts';

/** A section of a page that a program writes. */
export interface Generated {
  /** The page's file, from the root of the repository. */
  readonly file: string;
  /** As the marks around the section have it. */
  readonly name: string;
  readonly text: string;
}

/** Every section that is not written by hand. */
export async function generated(): Promise<readonly Generated[]> {
  return [
    { file: 'docs/cli.md', name: 'options', text: optionTables() },
    { file: 'docs/components.md', name: 'variants', text: variantTables(await allScenarios()) },
    { file: 'docs/mutants.md', name: 'mutants', text: mutantTables(mutationResults()) },
  ];
}
