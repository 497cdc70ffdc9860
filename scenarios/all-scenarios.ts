import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Scenario } from 'heddle';

const folder = new URL('.', import.meta.url);
const ENDING = '.scenario.ts';

/** Every scenario of the repository by its id, `<component>/<story>`. */
export async function allScenarios(): Promise<ReadonlyMap<string, Scenario>> {
  const found = new Map<string, Scenario>();
  const components = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of components.sort((a, b) => a.name.localeCompare(b.name))) {
    for (const file of readdirSync(fileURLToPath(new URL(`${name}/`, folder))).sort()) {
      if (!file.endsWith(ENDING)) continue;
      const loaded = (await import(new URL(`${name}/${file}`, folder).href)) as { default: Scenario };
      found.set(`${name}/${file.slice(0, -ENDING.length)}`, loaded.default);
    }
  }
  return found;
}
