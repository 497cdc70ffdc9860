import { type ApiItem, declarationOf } from './api-item.ts';
import { type Docstring, docstringOf, type Tag } from './docstring.ts';

/** One entry point's exports as a page: a list of all, then a section for each, by name. */
export function referencePage(entry: string, items: readonly ApiItem[]): string {
  const sorted = items.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'en'));
  return [
    `# \`${entry}\``,
    'Written from the types and their docstrings by `npm run api`; change those, not this page.',
    sorted.map((item) => `[${nameOf(item)}](#${nameOf(item).toLowerCase()})`).join(' · '),
    ...sorted.map(section),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function section(item: ApiItem): string {
  const { paragraphs, tags } = docstringOf(item.docComment);
  const members = (item.members ?? []).map(memberLine);
  return [
    `## ${nameOf(item)}`,
    `\`\`\`ts\n${declarationOf(item)}\n\`\`\``,
    ...paragraphs,
    ...(tags.length === 0 ? [] : [tags.map((tag) => `- ${tagText(tag)}`).join('\n')]),
    ...(members.length === 0 ? [] : [members.join('\n')]),
  ].join('\n\n');
}

function memberLine(member: ApiItem): string {
  const declaration = declarationOf(member).replaceAll(/\s+/g, ' ');
  // Where there is none api-extractor makes one up.
  const madeUp = member.kind === 'Constructor' && member.docComment?.includes('Constructs a new instance of');
  const text = madeUp === true ? '' : inLine(docstringOf(member.docComment));
  return text === '' ? `- ${code(declaration)}` : `- ${code(declaration)}: ${text}`;
}

function inLine({ paragraphs, tags }: Docstring): string {
  return [...paragraphs, ...tags.map((tag) => `${tagText(tag)}${/[.!?]$/.test(tag.text) ? '' : '.'}`)]
    .join(' ')
    .replaceAll(/\s*\n\s*/g, ' ');
}

function tagText({ tag, name, text }: Tag): string {
  return name === undefined ? `${tag} ${text}`.trim() : `${code(name)}: ${text}`;
}

function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function nameOf({ name = '' }: ApiItem): string {
  return name;
}
