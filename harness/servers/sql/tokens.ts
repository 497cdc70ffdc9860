import { SqlError } from './sql-error.ts';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'number' | 'string' | 'parameter' | 'sign' | 'end';
  /** Words are in lower case; quotes and the `$` of a parameter are gone. */
  readonly text: string;
}

const TOKEN =
  /(?<space>(?:\s|--[^\n]*|\/\*.*?\*\/)+)|(?<word>[a-z_][\w$]*)|"(?<quoted>[^"]*)"|(?<number>\d+(?:\.\d+)?)|'(?<string>(?:[^']|'')*)'|\$(?<parameter>\d+)|(?<sign>::|<=|>=|<>|!=|\|\||[-+*/%=<>(),.;])/isy;

/** Splits SQL into its words and signs. @throws SqlError at what is none */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < sql.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(sql)?.groups;
    if (groups === undefined)
      throw new SqlError('42601', `syntax error at or near ${JSON.stringify(sql.slice(at, at + 20))}`);
    const { word, quoted, number, string, parameter, sign } = groups;
    if (word !== undefined) tokens.push({ kind: 'word', text: word.toLowerCase() });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (string !== undefined) tokens.push({ kind: 'string', text: string.replaceAll("''", "'") });
    else if (parameter !== undefined) tokens.push({ kind: 'parameter', text: parameter });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
}
