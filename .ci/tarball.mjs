// The package as a stranger gets it: packed, installed into empty projects by npm, pnpm and yarn, and tried there.
// `node .ci/tarball.mjs [name…]` after a build; prints one line for each project and exits with 1 where one is not as it
// should be.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'heddle-tarball-'));
const wanted = process.argv.slice(2);

/** The releases that projects are made with; the newest of them that the registry has. */
const versions = {
  vitest: '4',
  typescript: '5',
  tsx: '4',
  '@types/node': '20',
  pnpm: '10',
  yarn: '1',
  berry: '4',
};

const tsconfig = {
  compilerOptions: { module: 'nodenext', target: 'es2022', strict: true, noEmit: true, skipLibCheck: false },
  include: ['test', '*.ts', '*.mts'],
};

const npm = { install: ['npm', 'install', '--no-audit', '--no-fund'], exec: ['npx'] };
const pnpm = {
  install: ['npx', '--yes', `pnpm@${versions.pnpm}`, 'install'],
  exec: ['npx', '--yes', `pnpm@${versions.pnpm}`, 'exec'],
};
const yarn = {
  install: ['npx', '--yes', `yarn@${versions.yarn}`, 'install'],
  exec: ['npx', '--yes', `yarn@${versions.yarn}`],
};
const berryOf = ['npx', '--yes', '--package', `@yarnpkg/cli-dist@${versions.berry}`, 'yarn'];
const berry = { install: [...berryOf, 'install'], exec: berryOf };

/** Name, who installs, the kind of modules, the language, the runner, the lock file that says who installs. */
const projects = [
  { name: 'npm-esm-ts-vitest', manager: npm, type: 'module', typed: true, runner: 'vitest' },
  { name: 'npm-cjs-js-node', manager: npm, type: 'commonjs', typed: false, runner: 'node' },
  { name: 'npm-cjs-ts-node', manager: npm, type: 'commonjs', typed: true, runner: 'node' },
  { name: 'npm-cjs-ts-vitest', manager: npm, type: 'commonjs', typed: true, runner: 'vitest' },
  { name: 'pnpm-esm-ts-vitest', manager: pnpm, type: 'module', typed: true, runner: 'vitest' },
  { name: 'pnpm-cjs-js-node', manager: pnpm, type: 'commonjs', typed: false, runner: 'node' },
  { name: 'yarn-esm-ts-vitest', manager: yarn, type: 'module', typed: true, runner: 'vitest' },
  {
    name: 'yarn-pnp-esm-js-vitest',
    manager: berry,
    type: 'module',
    typed: false,
    runner: 'vitest',
    pnp: true,
  },
].filter(({ name }) => wanted.length === 0 || wanted.includes(name));

const WHOLE_PROGRAM = `
import http from 'node:http';
import { readFile, writeFile } from 'node:fs/promises';
import { scenario } from 'heddle';

export default scenario('two requests count', { id: 'files', variants: { only: {} } }, {
  node: { files: { '/n': '0' } },
  invariants: ['counts-both'],
  run(sim) {
    http.createServer(async (request, response) => {
      await writeFile('/n', String(Number(await readFile('/n', 'utf8')) + 1));
      response.end();
    }).listen(80);
    for (const name of ['a', 'b']) sim.task(name, async () => (await fetch('http://localhost/')).text());
    return () => {
      const n = sim.files.read('/n');
      return [{ invariant: 'counts-both', finding: n === '2' ? undefined : { kind: 'lost-update', message: \`it is \${n}\` } }];
    };
  },
});
`;

const problems = [];
try {
  const tarball = pack();
  lint(tarball);
  for (const project of projects) attempt(project.name, () => tryOut(project, tarball));
} finally {
  if (problems.length === 0) rmSync(folder, { recursive: true, force: true });
}
if (problems.length > 0) {
  console.log(`what was made is in ${folder}`);
  process.exitCode = 1;
}

function pack() {
  run(root, ['npm', 'pack', '--ignore-scripts', '--pack-destination', folder]);
  const [tarball] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  return path.join(folder, tarball);
}

/** The package has ES modules only, as Node 20.19 and later can load them by `require`, too. */
function lint(tarball) {
  attempt('publint', () => run(root, ['npx', 'publint', 'run', tarball, '--strict']));
  attempt('@arethetypeswrong/cli', () => run(root, ['npx', 'attw', tarball, '--profile', 'esm-only']));
}

function tryOut({ name, manager, type, typed, runner, pnp }, tarball) {
  const project = path.join(folder, name);
  mkdirSync(project);
  const dev = [
    'heddle',
    ...(runner === 'vitest' ? ['vitest'] : []),
    ...(typed ? ['typescript', '@types/node'] : []),
  ];
  if (typed && runner === 'node') dev.push('tsx');
  const devDependencies = Object.fromEntries(dev.map((each) => [each, versions[each] ?? `file:${tarball}`]));
  const write = (file, text) => writeFileSync(path.join(project, file), text);
  write(
    'package.json',
    JSON.stringify({ name, version: '1.0.0', private: true, type, devDependencies }, null, 2),
  );
  if (typed) write('tsconfig.json', JSON.stringify(tsconfig));
  // Only so that no package manager takes a folder above for the project.
  if (manager === yarn || manager === berry) write('yarn.lock', '');
  if (manager === berry)
    write('.yarnrc.yml', `nodeLinker: ${pnp ? 'pnp' : 'node-modules'}\nenableGlobalCache: true\n`);
  run(project, manager.install);

  const exec = (...args) => [...manager.exec, ...args];
  const said = run(project, exec('heddle', 'init'));
  const command = /^then: (.*)$/m.exec(said)?.[1] ?? fail(`heddle init names no command:\n${said}`);
  if (/^first: /m.test(said)) fail(`heddle init misses a package:\n${said}`);
  const words = command.replace(/^(?:npx|pnpm exec|yarn) /, '').split(' ');
  const test = () => (words[0] === 'node' && manager !== berry ? words : exec(...words));
  const red = run(project, test(), 1);
  const token = /npx heddle replay (hd1\.[\w-]+)/.exec(red)?.[1] ?? fail(`no token:\n${red}`);
  if (!/expected -1 to be \+?0|-1 !== 0/.test(red)) fail(`another failure:\n${red}`);
  run(project, exec('heddle', 'replay', token), 1);
  if (typed) run(project, exec('tsc', '--noEmit'));

  const file = path.join(
    'test',
    readdirSync(path.join(project, 'test')).find((each) => /\.m?[jt]s$/.test(each)),
  );
  const text = readFileSync(path.join(project, file), 'utf8');
  const [before, after] = typed
    ? [
        '  async buy(): Promise<boolean> {',
        '  #last: Promise<unknown> = Promise.resolve();\n\n  buy(): Promise<boolean> {\n    const bought = this.#last.then(() => this.#buy());\n    this.#last = bought;\n    return bought;\n  }\n\n  async #buy(): Promise<boolean> {',
      ]
    : [
        '  async buy() {',
        '  #last = Promise.resolve();\n\n  buy() {\n    return (this.#last = this.#last.then(() => this.#buy()));\n  }\n\n  async #buy() {',
      ];
  if (!text.includes(before)) fail(`the class of ${file} is not as it was`);
  write(file, text.replace(before, after));
  // The kept failure of the mistake passes now.
  run(project, test());
  if (typed) run(project, exec('tsc', '--noEmit'));
  // Whole programs run in threads that are started for them.
  mkdirSync(path.join(project, 'scenarios', 'files'), { recursive: true });
  write('scenarios/files/count.scenario.ts', WHOLE_PROGRAM);
  const counted = run(project, exec('heddle', 'run', 'files', '--runs', '50'), pnp ? 2 : 1);
  const saying = pnp ? "does not go with Yarn Plug'n'Play" : 'it is 1';
  if (!counted.includes(saying)) fail(`the whole program ends otherwise:\n${counted}`);
}

/** Runs a command in a folder; returns what it said. */
function run(cwd, [program, ...args], expected = 0) {
  const registry =
    process.env.npm_config_registry ??
    spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).stdout.trim();
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 300_000,
    env: {
      ...process.env,
      CI: '1',
      NO_COLOR: '1',
      npm_config_registry: registry,
      YARN_NPM_REGISTRY_SERVER: registry,
      YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
      YARN_ENABLE_TELEMETRY: '0',
      // Yarn 1 knows a tarball by its name and version: it would take one of an earlier build.
      YARN_CACHE_FOLDER: path.join(folder, 'yarn-cache'),
    },
  });
  const said = `${stdout}${stderr}`;
  if (status === expected) return said;
  throw new Error(
    `${[program, ...args].join(' ')}: exit code ${status}, not ${expected}${error ? `, ${error.message}` : ''}\n${said}`,
  );
}

function attempt(name, work) {
  const startedMs = performance.now();
  try {
    work();
    console.log(`ok      ${name} (${((performance.now() - startedMs) / 1000).toFixed(0)} s)`);
  } catch (error) {
    problems.push(name);
    console.log(`FAILED  ${name}\n${error.message}`);
  }
}

/** @returns {never} */
function fail(message) {
  throw new Error(message);
}
