/** What api-extractor's model (`*.api.json`) says of one export or one member; only what the reference uses. */
export interface ApiItem {
  readonly kind: string;
  /** Missing of constructors. */
  readonly name?: string;
  /** With its delimiters; empty where there is none. */
  readonly docComment?: string;
  /** The declaration, in pieces. */
  readonly excerptTokens?: readonly { readonly text: string }[];
  /** The declarations that it stands in, from the package’s folder. */
  readonly fileUrlPath?: string;
  readonly members?: readonly ApiItem[];
}

/** The declaration as it is written, without `export declare` and the semicolon. */
export function declarationOf({ kind, name, excerptTokens = [] }: ApiItem): string {
  if (kind === 'Namespace') return `namespace ${name}`;
  const text = excerptTokens.map((token) => token.text).join('');
  return text
    .replace(/^export (?:declare )?/, '')
    .replace(/;\s*$/, '')
    .trim();
}

/** `Flight.abandon`, or `Flight.constructor`. */
export function qualifiedName(owner: ApiItem | undefined, { name = 'constructor' }: ApiItem): string {
  return owner === undefined ? name : `${owner.name}.${name}`;
}
