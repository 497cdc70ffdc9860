import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import type { Report } from '../../result.ts';
import { TestProject } from '../fixtures/spawn-heddle.ts';
import { recoverOutputFolder } from '../report/output-folder.ts';
import { drawAttack } from './attacks.fixture.ts';

// HEDDLE_TORTURE=200 HEDDLE_TORTURE_SEED=7 npx vitest run harness/cli/attacks
const ROUNDS = Number(process.env['HEDDLE_TORTURE'] ?? 8);
const SEED = Number(process.env['HEDDLE_TORTURE_SEED'] ?? 1);

let project: TestProject;
let lastsMs: number;
const argsOf = (seed: number): string[] =>
  `run counter --runs 20 --keep --reporter default,json,html,junit --output-dir out --seed ${seed}`.split(
    ' ',
  );

beforeAll(async () => {
  project = new TestProject();
  const startedMs = performance.now();
  expect((await project.heddle(argsOf(0))).code).toBe(0);
  lastsMs = performance.now() - startedMs;
});
afterAll(() => project.remove());

test.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
  'attack %i leaves a whole report',
  async (round) => {
    const before = seedOfReport();
    const attack = drawAttack(new Random(SEED * 1_000 + round), lastsMs);
    const child = attack.start(project.root, argsOf(round));
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout?.resume();
    const [code] = (await once(child, 'exit')) as [number | null];
    const told = `${attack.name}: ${code}\n${stderr}`;
    expect(attack.codes, told).toContain(code);
    expect(stderr, told).not.toMatch(/unexpected error|^ +at /m);
    await nothingIsLeftRunning();
    recoverOutputFolder(path.join(project.root, 'out'));
    const after = seedOfReport();
    if (code === 0) expect(after, told).toBe(round);
    else expect([before, undefined, round], told).toContain(after);
    expect(leftovers(), told).toEqual([]);
  },
);

/** Which run the files are of; undefined where there are none. */
function seedOfReport(): number | undefined {
  const at = (name: string): string => path.join(project.root, 'out', name);
  const there = ['index.html', 'junit.xml', 'report.json'].filter((name) => existsSync(at(name)));
  if (there.length === 0) return undefined;
  expect(there).toHaveLength(3);
  const { seed } = JSON.parse(readFileSync(at('report.json'), 'utf8')) as Report;
  const [, summary = ''] = /id="summary">(.*?)<\/script>/.exec(readFileSync(at('index.html'), 'utf8')) ?? [];
  expect(JSON.parse(summary)).toMatchObject({ seed });
  expect(readFileSync(at('junit.xml'), 'utf8')).toMatch(/<\/testsuites>\s*$/);
  return seed;
}

/** A lock that nobody holds is taken over by the next command. */
function leftovers(): readonly string[] {
  const folder = path.join(project.root, 'out');
  const known = new Set(['index.html', 'junit.xml', 'report.json', '.heddle-lock']);
  return existsSync(folder) ? readdirSync(folder).filter((name) => !known.has(name)) : [];
}

/** Every process of the command stands in the project. */
async function nothingIsLeftRunning(): Promise<void> {
  if (process.platform !== 'linux') return;
  await expect.poll(() => readdirSync('/proc').filter(standsHere), { timeout: 120_000 }).toEqual([]);
}

function standsHere(pid: string): boolean {
  if (!/^\d+$/.test(pid)) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === project.root;
  } catch {
    return false;
  }
}
