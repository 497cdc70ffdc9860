import type { Attributes, Content } from './element.ts';
import { legalText } from './legal-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const voidTags = new Set(['meta', 'link', 'input', 'br', 'wbr']);
/** Tags that begin a line of the file, so that a reader of its source finds his way. */
const onTheirOwnLine = new Set([
  'section',
  'article',
  'table',
  'tr',
  'h1',
  'h2',
  'h3',
  'p',
  'pre',
  'ul',
  'dl',
]);

/** The text of a piece of a page. */
export function toHtml(content: Content): string {
  if (content === undefined || content === false) return '';
  if (typeof content === 'string' || typeof content === 'number') return escapeText(String(content));
  if (!('tag' in content)) return content.map(toHtml).join('');
  const { tag, attributes, children } = content;
  const start = `${onTheirOwnLine.has(tag) ? '\n' : ''}<${tag}${attributesHtml(attributes)}>`;
  return voidTags.has(tag) ? start : `${start}${children.map(toHtml).join('')}</${tag}>`;
}

function attributesHtml(attributes: Attributes): string {
  let text = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false || typeof value === 'function') continue;
    text += value === true ? ` ${name}` : ` ${name}="${escapeText(String(value))}"`;
  }
  return text;
}

/** Text that is safe between tags and inside quoted attributes. */
export function escapeText(text: string): string {
  return legalText(text).replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
