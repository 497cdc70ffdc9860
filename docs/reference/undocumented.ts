import { type ApiItem, qualifiedName } from './api-item.ts';

/**
 * The exports, and their members, that have no docstring: `harness/world/gauge.ts: Gauge.value`.
 *
 * Exempt are constructors, of which the docstring of their class speaks, the `name` of an error class, and a `type` that
 * is one word: it tells the interface from the others of its union. So is a namespace, which api-extractor knows only by
 * its members.
 */
export function undocumented(items: readonly ApiItem[]): readonly string[] {
  return items.flatMap((item) => {
    const file = (item.fileUrlPath ?? '').replace(/^dist\//, '').replace(/\.d\.ts$/, '.ts');
    const missing = [
      ...(isDocumented(item) || item.kind === 'Namespace' ? [] : [qualifiedName(undefined, item)]),
      ...(item.members ?? [])
        .filter((member) => !isDocumented(member) && !speaksForItself(member))
        .map((member) => qualifiedName(item, member)),
    ];
    return missing.map((name) => `${file}: ${name}`);
  });
}

function isDocumented({ docComment = '' }: ApiItem): boolean {
  return /[\p{L}\p{N}]/u.test(docComment);
}

function speaksForItself({ kind, name, excerptTokens = [] }: ApiItem): boolean {
  const text = excerptTokens.map((token) => token.text).join('');
  return (
    kind === 'Constructor' ||
    (name === 'name' && /\breadonly name(?: =|:) "/.test(text)) ||
    (name === 'type' && /\breadonly type: '[\w-]+';/.test(text))
  );
}
