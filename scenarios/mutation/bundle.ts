import { readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { entryOf } from './subjects.ts';

const ENDING = '.scenario.ts';

/** Puts the mutated sources where the original ones are asked for. */
function mutated(root: string, code: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'mutated',
    setup(building) {
      building.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
        const contents = code.get(path.relative(root, file)) ?? (await readFile(file, 'utf8'));
        return { contents, loader: 'ts' };
      });
    },
  };
}

/**
 * One module whose default export is the systems' scenarios by id, on the mutated code: evaluated anew, it is a new copy
 * of everything but heddle.
 * @param countsReach whether it notes which mutants it reaches, which takes as much time as the rest
 */
export async function bundleScenarios(
  root: string,
  systems: readonly string[],
  code: ReadonlyMap<string, string>,
  outfile: string,
  countsReach: boolean,
): Promise<void> {
  const stories = systems.flatMap((system) => storiesOf(root, system));
  const imports = stories.map((id, number) => `import s${number} from './scenarios/${id}${ENDING}';`);
  const entries = stories.map((id, number) => `'${id}': s${number}`);
  const { outputFiles } = await build({
    ...settings(root, code),
    stdin: {
      contents: `${imports.join('\n')}\nexport default { ${entries.join(', ')} };`,
      resolveDir: root,
      loader: 'ts',
    },
    packages: 'external',
  });
  const text = outputFiles.map((file) => file.text).join('\n');
  await mkdir(path.dirname(outfile), { recursive: true });
  await writeFile(
    outfile,
    countsReach ? text : text.replaceAll(/\bstryCov_9fa48\d*\((?:"\d+"(?:, )?)+\)/g, '0'),
  );
}

function storiesOf(root: string, system: string): readonly string[] {
  return readdirSync(path.join(root, 'scenarios', system))
    .filter((name) => name.endsWith(ENDING))
    .map((name) => `${system}/${name.slice(0, -ENDING.length)}`);
}

/** Ids of the mutants in code that a system's hardened variant can reach: the functions that it does not use are gone. */
export async function idsInUse(
  root: string,
  system: string,
  code: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const { outputFiles } = await build({ ...settings(root, code), entryPoints: [entryOf(system)] });
  const text = outputFiles.map((file) => file.text).join('\n');
  return [...text.matchAll(/stryMutAct_9fa48\d*\("(\d+)"\)/g)].map(([, id]) => id ?? '');
}

function settings(root: string, code: ReadonlyMap<string, string>) {
  return {
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    // That of the project leads `heddle` to its sources.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, verbatimModuleSyntax: true } },
    plugins: [mutated(root, code)],
  } as const satisfies BuildOptions;
}
