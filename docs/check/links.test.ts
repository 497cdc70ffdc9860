import { existsSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { brokenLinks } from './links.ts';
import { pages } from './pages.ts';

const root = new URL('../../', import.meta.url);

test('every link of the documents leads somewhere', () => {
  expect(brokenLinks(pages, (file) => existsSync(new URL(file, root)))).toEqual([]);
});

describe('brokenLinks', () => {
  const guide = {
    file: 'docs/guide.md',
    text: '# The `guide`: a, b\n## Twice\n## Twice\n<a id="made"></a>\n```sh\n# comment\n```\n',
  };

  function brokenIn(markdown: string): readonly string[] {
    return brokenLinks([{ file: 'docs/ci.md', text: markdown }, guide], (file) => file === 'LICENSE');
  }

  it('takes files, pages and their anchors, and leaves the web alone', () => {
    expect(
      brokenIn(
        [
          '# Here\n[a](guide.md) [b](../LICENSE) [c](#here) [d](https://example.org/#x)',
          '[e](guide.md#the-guide-a-b) [f](guide.md#twice-1) [g](guide.md#made)',
        ].join('\n'),
      ),
    ).toEqual([]);
  });

  it.each([
    ['a file that is not there', '[a](gone.md)', 'gone.md'],
    ['a path that leaves out the folder', '[a](LICENSE)', 'LICENSE'],
    ['an anchor that no heading has', '[a](guide.md#thrice)', 'guide.md#thrice'],
    ['a heading that there is once less', '[a](guide.md#twice-2)', 'guide.md#twice-2'],
    ['a comment in a code block, which is no heading', '[a](guide.md#comment)', 'guide.md#comment'],
    ['an anchor of its own page', '# There\n[a](#here)', '#here'],
    ['an anchor in what is no page', '[a](../LICENSE#mit)', '../LICENSE#mit'],
  ])('names %s', (_what, markdown, link) => {
    expect(brokenIn(markdown)).toEqual([`docs/ci.md: ${link}`]);
  });

  it('passes over links in code', () => {
    expect(brokenIn('`[a](gone.md)`\n```md\n[b](gone.md)\n```\n')).toEqual([]);
  });
});
