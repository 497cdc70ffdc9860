import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { explore, type Scenario } from 'heddle';
import type { Mutant } from './mutant.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const components = readdirSync(join(root, 'systems')).filter((name) => name !== 'primitives');
/** Copies of the systems and scenarios in which one text is replaced; inside the repository, so that imports resolve. */
const workshop = mkdtempSync(join(root, 'node_modules', '.mutants-'));
afterAll(() => rmSync(workshop, { recursive: true, force: true }));

async function load<T>(path: string): Promise<T> {
  return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as T;
}

/** The named scenario, from a copy of its component with the mutation in it. */
async function mutatedScenario(component: string, number: number, mutant: Mutant): Promise<Scenario> {
  const copy = join(workshop, `${component}-${number}`);
  const shared = [
    'systems/primitives',
    'scenarios/expected.ts',
    'scenarios/timers.ts',
    'scenarios/told-tasks.ts',
  ];
  for (const part of [...shared, `systems/${component}`, `scenarios/${component}`]) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  const file = join(copy, mutant.file);
  const source = readFileSync(file, 'utf8');
  expect(source.split(mutant.find), `the text to replace for ${mutant.precaution} stands once`).toHaveLength(
    2,
  );
  writeFileSync(
    file,
    source.replace(mutant.find, () => mutant.replace),
  );
  const story = join(copy, 'scenarios', `${mutant.scenario}.scenario.ts`);
  return (await load<{ default: Scenario }>(story)).default;
}

function precautionsIn(component: string): string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (path.endsWith('.ts') && !path.endsWith('.test.ts')) {
        for (const match of readFileSync(path, 'utf8').matchAll(/Precaution ([a-z-]+):/g))
          found.push(match[1] as string);
      }
    }
  };
  visit(dirname(join(root, 'systems', component, 'index.ts')));
  return [...new Set(found)].sort();
}

for (const component of components) {
  const list = join(root, 'scenarios', component, 'mutants.ts');
  if (!existsSync(list)) continue;
  const { mutants } = await load<{ mutants: readonly Mutant[] }>(list);
  describe(component, () => {
    test('each precaution of the hardened variant has a mutant without it', () => {
      const ours = mutants.filter(({ variant }) => variant === undefined);
      expect([...new Set(ours.map(({ precaution }) => precaution))].sort()).toEqual(precautionsIn(component));
    });
    mutants.forEach((mutant, number) => {
      test(`without ${mutant.precaution} it fails: ${mutant.invariant} (${number})`, async () => {
        const scenario = await mutatedScenario(component, number, mutant);
        const result = await explore(mutant.scenario, scenario, mutant.variant ?? 'hardened', {
          seed: 1,
          runs: mutant.runs ?? 1_000,
        });
        const broken = result.invariants.filter(({ verdict }) => verdict === 'violated').map(({ id }) => id);
        expect(broken).toContain(mutant.invariant);
      });
    });
  });
}
