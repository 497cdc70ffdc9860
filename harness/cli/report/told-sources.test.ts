import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it, test } from 'vitest';
import { lostRows, step } from '../../../reports/fixtures/report.ts';
import { scenario } from '../../scenario.ts';
import { headerComment } from './header-comment.ts';
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
    { id: 'b', variants: { only: {} } },
    { invariants: ['batch-size', 'own'], run: () => () => [] },
  );
  const stories = storiesOf([{ id: 'b/snow', file: 'b.scenario.ts', scenario: told }], root, root);
  expect(stories['b/snow']).toMatchObject({
    story: 'It snows.\n\nInvariant: no harm.',
    file: 'b.scenario.ts',
    invariants: { 'batch-size': 'No batch is larger than its bound.' },
  });
  expect(stories['b/snow']?.invariants).not.toHaveProperty('own');
});

test.each([
  ['// One.\n// Two.\nconst a = 1;', 'One.\nTwo.'],
  ['/** Doc. */\nexport const a = 1;', 'Doc.'],
  ["import a from 'a';\n// Later.", undefined],
  ['', undefined],
])('the comment at the head of %j is %j', (source, comment) => {
  expect(headerComment(source)).toBe(comment);
});
