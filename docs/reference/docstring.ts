/** A docstring, taken apart. Paragraphs are single lines. */
export interface Docstring {
  readonly paragraphs: readonly string[];
  /** `@param`, `@returns`, `@throws` and the like, in their order; `name` of parameters only. */
  readonly tags: readonly Tag[];
}

export interface Tag {
  readonly tag: string;
  readonly name?: string;
  readonly text: string;
}

/** Takes apart a comment with its delimiters, as api-extractor writes it (a dash after a parameter's name). */
export function docstringOf(comment = ''): Docstring {
  const text = comment
    .replace(/^\/\*\*/, '')
    .replace(/\*\/\s*$/, '')
    .replaceAll(/^ *\* ?/gm, '')
    .trim();
  const [body = '', ...blocks] = text.split(/^(?=@[a-z])/m);
  return { paragraphs: paragraphsOf(body), tags: blocks.map(tagOf) };
}

function tagOf(block: string): Tag {
  const [, tag = '', rest = ''] = /^@(\w+)\s*([\s\S]*)$/.exec(block) ?? [];
  if (tag !== 'param' && tag !== 'typeParam') return { tag, text: paragraphsOf(rest).join(' ') };
  const [, name = '', text = ''] = /^(\S+)\s*(?:- )?([\s\S]*)$/.exec(rest) ?? [];
  return { tag, name, text: paragraphsOf(text).join(' ') };
}

/** Lists and code keep their lines. */
function paragraphsOf(text: string): string[] {
  return text
    .replaceAll(/\n(?=```\w)/g, '\n\n')
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) =>
      /^(?:- |```)/m.test(paragraph) ? paragraph.trim() : paragraph.replaceAll(/\s+/g, ' ').trim(),
    )
    .filter((paragraph) => paragraph !== '');
}
