import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explore } from '../explore/explore.ts';
import { simulate } from '../program/simulate.ts';
import { type Scenario, scenario } from '../scenario.ts';
import { evaluatorOf } from './bundle.ts';
import { fresh } from './fresh.ts';

interface Counter {
  readonly next: () => number;
  readonly default: unknown;
}

let folder: string;
const at = (file: string): string => path.join(folder, file);

function write(file: string, content: string): void {
  mkdirSync(path.dirname(at(file)), { recursive: true });
  writeFileSync(at(file), content);
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heddle-fresh-'));
  write('package.json', '{ "name": "tried", "type": "module" }');
  write('node_modules/in-cjs/package.json', '{ "name": "in-cjs", "main": "index.js" }');
  write('node_modules/in-cjs/index.js', "const s = require('./state'); exports.next = () => ++s.n;");
  write('node_modules/in-cjs/state.js', 'exports.n = 0;');
  write(
    'node_modules/in-esm/package.json',
    '{ "name": "in-esm", "type": "module", "exports": { "import": "./index.js", "require": "./no.cjs" } }',
  );
  write('node_modules/in-esm/index.js', "import { s } from './state.js'; export const next = () => ++s.n;");
  write('node_modules/in-esm/state.js', 'export const s = { n: 0 };');
  write('node_modules/in-esm/no.cjs', "throw new Error('the wrong one');");
  write('counter.ts', 'let n: number = 0;\n\nexport const next = (): number => {\n  return ++n;\n};\n');
  write(
    'reading.ts',
    "import { readFile } from 'node:fs';\ninterface Empty {}\nexport const read = (_: Empty): void => {\n  readFile('/dev/null', () => {});\n};\n",
  );
  write('waiting.ts', 'export const x = 1;\nawait Promise.resolve();\n');
  write('broken.ts', 'export const = 1;\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

describe.each(['in-cjs', 'in-esm', './counter.ts'])('a module: %s', (specifier) => {
  test('has new state in each run, and one state within a run', async () => {
    const counter = fresh<Counter>(specifier, at('test.ts'));
    for (let runs = 0; runs < 3; runs++) {
      const run = await simulate((sim) => {
        sim.task('a', () => counter.next());
        sim.task('b', () => counter.next(), { late: true });
      });
      expect([run.findings, run.tasks.get('a')?.value, run.tasks.get('b')?.value]).toEqual([[], 1, 2]);
    }
  });
});

test('what a module exports can be listed, asked for and taken apart; a default is as Node gives it', async () => {
  const counter = fresh<Counter>('in-cjs', at('test.ts'));
  await simulate(() => {
    const { next } = counter;
    expect([next(), 'next' in counter, Object.keys(counter).includes('next')]).toEqual([1, true, true]);
    expect(counter.default).toMatchObject({ next: expect.any(Function) as unknown });
  });
});

test('a module is looked up from the file that asks for it', async () => {
  const counter = fresh<typeof import('./counter.fixture.ts')>('./counter.fixture.ts');
  const run = await simulate((sim) => void sim.task('a', () => counter.next()));
  expect(run.tasks.get('a')?.value).toBe(1);
  expect(() => fresh('in-cjs')).toThrow("fresh('in-cjs'): Could not resolve");
});

test.each([
  [
    './waiting.ts',
    /^fresh\('\.\/waiting\.ts'\): a module with an await at its top level.*waiting\.ts:2\)\.$/,
  ],
  ['./broken.ts', /^fresh\('\.\/broken\.ts'\): .*broken\.ts:1\)\.$/],
  ['./none.ts', /Could not resolve/],
  ['', /takes what `import` would/],
])('%s is refused in one line', (specifier, message) => {
  expect(() => fresh(specifier, at('test.ts'))).toThrow(message);
});

function story(counter: { readonly next: () => number }): Scenario {
  return scenario<{ readonly next: () => number }, object>(
    'a counter',
    { id: 'sample', variants: { only: counter } },
    {
      invariants: ['counts-from-one'],
      run: (sim, { next }) => {
        let first = 0;
        sim.task('a', () => void (first = next()));
        const invariant = 'counts-from-one';
        return () => [
          {
            invariant,
            finding: first === 1 ? undefined : { kind: 'wrong-result', message: `it begins with ${first}` },
          },
        ];
      },
    },
  );
}

test('state that leaks from run to run does not, where the module is fresh', async () => {
  const options = { seed: 1, runs: 20 };
  let n = 0;
  const leaking = await explore('sample/counter', story({ next: () => ++n }), 'only', options);
  expect(leaking.verdict).not.toBe('exhausted');
  const counter = fresh<Counter>('in-esm', at('test.ts'));
  expect((await explore('sample/counter', story(counter), 'only', options)).verdict).toBe('exhausted');
});

test('lines are those of the source, of what a run makes that is real, too', async () => {
  const reading = fresh<{ read: (_: object) => void }>('./reading.ts', at('test.ts'));
  const escaping = story({
    next: () => {
      reading.read({});
      return 1;
    },
  });
  const { verdict, reason } = await explore('sample/reading', escaping, 'only', { seed: 1, runs: 5 });
  expect([verdict, reason]).toEqual(['escaped', expect.stringContaining('reading.ts:4')]);
});

test('a package that is shared is one for all evaluations', () => {
  const counts = (shared: readonly string[]): readonly number[] => {
    const evaluate = evaluatorOf('in-cjs', folder, shared);
    return [0, 1].map(() => (evaluate(process) as Counter).next());
  };
  expect([counts([]), counts(['in-cjs'])]).toEqual([
    [1, 1],
    [1, 2],
  ]);
});
