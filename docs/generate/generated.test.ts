import { describe, expect, it, test } from 'vitest';
import { textOf } from '../check/pages.ts';
import { generated } from './generated.ts';
import { withSection } from './section.ts';

const sections = await generated();

function section(name: string): string {
  return sections.find((other) => other.name === name)?.text ?? '';
}

test.each(sections)('$file has its $name as they are now (else: npm run docs)', ({ file, name, text }) => {
  const page = textOf(file);
  expect(page === withSection(page, name, text)).toBe(true);
});

test('the options are those of the table, with short form and value', () => {
  expect(section('options')).toContain('| `-g, --grep <pattern>` |');
});

test('the variants are marked by what is violated, what is not, and what does not apply', () => {
  const row = section('variants')
    .split('\n')
    .find((line) => line.startsWith('| `batch-size`'));
  // p0, p1, p2, p3, single, noop, hardened
  expect(row?.split(' | ').slice(1).join(' ')).toBe('○ ✗ ✗ ✗ – – ○ |');
});

describe('withSection', () => {
  const page = 'a\n<!-- x:begin (npm run docs) -->\nold\n<!-- x:end -->\nb';

  it('replaces what stands between the marks, and nothing else', () => {
    const written = withSection(page, 'x', 'new');
    expect(written).toBe('a\n<!-- x:begin (npm run docs) -->\n\nnew\n\n<!-- x:end -->\nb');
    expect(withSection(written, 'x', 'new')).toBe(written);
  });

  it('says which marks a page lacks', () => {
    expect(() => withSection(page, 'y', 'new')).toThrow('<!-- y:begin (npm run docs) -->');
  });
});
