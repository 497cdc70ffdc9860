import { posix } from 'node:path';
import type { Page } from './pages.ts';

/**
 * The links of the pages that lead nowhere, one line each: relative links without a file, and anchors without a
 * heading. Addresses of the web are not looked at.
 * @param exists whether there is a file or folder at this path, from the root of the repository
 */
export function brokenLinks(pages: readonly Page[], exists: (file: string) => boolean): readonly string[] {
  return pages.flatMap(({ file, text }) =>
    linksOf(text)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => !resolves(link, file))
      .map((link) => `${file}: ${link}`),
  );

  function resolves(link: string, from: string): boolean {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? from : posix.join(posix.dirname(from), path);
    const page = pages.find((other) => other.file === target);
    if (anchor === undefined) return page !== undefined || exists(target);
    return page !== undefined && anchorsOf(page.text).has(anchor);
  }
}

function linksOf(markdown: string): readonly string[] {
  return [...withoutCode(markdown).matchAll(/\]\(<?([^)\s>]+)/g)].map(([, link = '']) => link);
}

/** As GitHub makes them of headings, and those that are written as `<a id="…">`. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, id = ''] of markdown.matchAll(/<a id="([^"]+)"/g)) anchors.add(id);
  const seen = new Map<string, number>();
  for (const [, heading = ''] of withoutFences(markdown).matchAll(/^#{1,6} (.*)$/gm)) {
    const slug = slugOf(heading);
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    anchors.add(times === 0 ? slug : `${slug}-${times}`);
  }
  return anchors;
}

/** GitHub's rule: lower case, no punctuation but `-` and `_`, and each space a hyphen. */
function slugOf(heading: string): string {
  const text = heading.trim().replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
}

function withoutCode(markdown: string): string {
  return withoutFences(markdown).replaceAll(/(`+)[^`][\s\S]*?\1/g, '');
}

function withoutFences(markdown: string): string {
  return markdown.replaceAll(/^ *(`{3,})[^\n]*\n[\s\S]*?^ *\1 *$/gm, '');
}
