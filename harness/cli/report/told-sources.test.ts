import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it, test } from 'vitest';
import { lostRows, step } from '../../../reports/fixtures/report.ts';
import { scenario } from '../../scenario.ts';
import { docComment, headerComment } from './header-comment.ts';
import { sourceLines } from './source-lines.ts';
import { storiesOf } from './stories.ts';

const root = mkdtempSync(path.join(tmpdir(), 'told-sources-'));
afterAll(() => rmSync(root, { recursive: true }));
mkdirSync(path.join(root, 'src'));
const lines = Array.from({ length: 20 }, (_, i) => `line ${i + 1}`);
writeFileSync(path.join(root, 'src/a.ts'), lines.join('\n'));
writeFileSync(
  path.join(root, 'b.scenario.ts'),
  '/*\n * It snows.\n *\n * Invariant: no harm.\n */\nexport {};\n',
);

it('lines that steps name are kept with three around them, each once', () => {
  const steps = [2, 3, 19].map((line) => step(1, 'a', 'b#1', { location: `src/a.ts:${line}` }));
  const sources = sourceLines(
    [
      {
        findings: [
          { ...lostRows, steps },
          { ...lostRows, steps },
        ],
      },
    ],
    root,
  );
  const kept = [1, 2, 3, 4, 5, 6, 16, 17, 18, 19, 20];
  expect(sources).toEqual({ 'src/a.ts': Object.fromEntries(kept.map((at) => [at, `line ${at}`])) });
});

it('files that are not there, or not of the package, are left out', () => {
  const steps = ['src/none.ts:1', '../../etc/hosts:1', 'src:1', 'nowhere'].map((location) =>
    step(1, 'a', 'b#1', { location }),
  );
  expect(sourceLines([{ findings: [{ ...lostRows, steps }] }], root)).toBeUndefined();
});

test('a story is the comment at the head of its scenario, with what its invariants demand', () => {
  const told = scenario<object>(
    'snow',
    { id: 'b', variants: { only: {} }, demands: { 'no-ice': 'No puddle is frozen.' } },
    { invariants: ['batch-size', 'own', 'no-ice'], run: () => () => [] },
  );
  const stories = storiesOf([{ id: 'b/snow', file: 'b.scenario.ts', scenario: told }], root, root);
  expect(stories['b/snow']).toMatchObject({
    story: 'It snows.\n\nInvariant: no harm.',
    file: 'b.scenario.ts',
    invariants: { 'batch-size': 'No batch is larger than its bound.', 'no-ice': 'No puddle is frozen.' },
  });
  expect(stories['b/snow']?.invariants).not.toHaveProperty('own');
});

test('what a variant is stands in its own file, and what it claims in itself and in the scenario', () => {
  const folder = path.join(root, 'systems/b');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'v1.ts'), '/** Writes\n * at once. */\nexport class Writer {}\n');
  writeFileSync(path.join(root, 'secret.ts'), '/** Not a variant. */\nexport const secret = 1;\n');
  const told = scenario<object>(
    'snow',
    { id: 'b', variants: { v1: { claim: 'Drops nothing.', source: 'a page' }, v2: {}, '../../secret': {} } },
    {
      invariants: ['batch-size', 'own'],
      claims: { v1: { own: { claimed: 'holds', source: 'a page, The fix' } }, v2: { own: 'violated' } },
      run: () => () => [],
    },
  );
  expect(
    storiesOf([{ id: 'b/snow', file: 'b.scenario.ts', scenario: told }], root, root)['b/snow']?.variants,
  ).toEqual({
    v1: {
      what: 'Writes\nat once.',
      claim: 'Drops nothing.',
      source: 'a page',
      claims: { own: { claimed: 'holds', source: 'a page, The fix' } },
    },
    v2: { claims: { own: { claimed: 'violated' } } },
  });
});

test.each([
  ['the last export', '/** One. */\nexport class A {}\n/** Two. */\nexport class B {}\n', 'Two.'],
  ['no helper below', '/** One. */\nexport class A {}\n/** Two. */\nfunction b() {}\n', 'One.'],
  ['no member', '/** One. */\nexport class A {\n  /** Two. */\n  b = 1;\n}\n', 'One.'],
  ['the last one where no export has any', '/** One. */\nconst a = 1;\nexport default a;\n', 'One.'],
  ['nothing where there is none', '// One.\nexport const a = 1;\n', undefined],
])('the doc comment of a source is that of %s', (_, source, comment) => {
  expect(docComment(source)).toBe(comment);
});

test.each([
  ['// One.\n// Two.\nconst a = 1;', 'One.\nTwo.'],
  ['/** Doc. */\nexport const a = 1;', 'Doc.'],
  ["import a from 'a';\n// Later.", undefined],
  ['', undefined],
])('the comment at the head of %j is %j', (source, comment) => {
  expect(headerComment(source)).toBe(comment);
});
