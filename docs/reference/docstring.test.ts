import { expect, test } from 'vitest';
import { docstringOf } from './docstring.ts';

test('paragraphs are single lines, code and lists keep theirs', () => {
  const { paragraphs } = docstringOf(
    '/**\n * One\n * line.\n *\n * - a\n * - b\n *\n * ```ts\n * code();\n * ```\n */\n',
  );
  expect(paragraphs).toEqual(['One line.', '- a\n- b', '```ts\ncode();\n```']);
});

test('tags are told apart, parameters by name', () => {
  const { paragraphs, tags } = docstringOf(
    '/**\n * Does it.\n *\n * @param id - `<component>/<story>`\n *\n * @throws\n *\n * UsageError for\n * nonsense\n */\n',
  );
  expect(paragraphs).toEqual(['Does it.']);
  expect(tags).toEqual([
    { tag: 'param', name: 'id', text: '`<component>/<story>`' },
    { tag: 'throws', text: 'UsageError for nonsense' },
  ]);
});

test('no comment is no text', () => {
  expect(docstringOf('')).toEqual({ paragraphs: [], tags: [] });
});
