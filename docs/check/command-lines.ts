import { type CommandSpec, type OptionSpec } from '../../harness/cli/options/option-kinds.ts';
import { commands, commonOptions } from '../../harness/cli/options/options.ts';
import { parseInvocation } from '../../harness/cli/options/parse.ts';

/** What CI services put in the place of a shard's number, and of how many there are. */
const shardNumbers: readonly (readonly [RegExp, string])[] = [
  [/\$\{\{ matrix\.shard \}\}|\$CI_NODE_INDEX|\$\(\(JOB_COMPLETION_INDEX \+ 1\)\)/g, '2'],
  [/\$\{\{ strategy\.job-total \}\}|\$CI_NODE_TOTAL|\$SHARDS/g, '10'],
];

/** What calls heddle: by its name, or through a script of this package. */
const CALL = /(?:npx |^ *)heddle +|(npm run scenarios) -- +/g;

/**
 * What is wrong with the calls of heddle and the options that a page names in its code, one line each. Calls are
 * parsed as the program parses them; of an option that stands alone, such as `--shard i/n`, the name is looked up.
 */
export function wrongInCode(markdown: string): readonly string[] {
  const code = codeIn(markdown);
  return [
    ...callsIn(code).flatMap((call) => complaint(call)),
    ...code.filter((line) => /^--?[a-z[]/.test(line)).flatMap((line) => unknownOptions(line)),
  ];
}

/** Every call of heddle in a page's code: its arguments. */
export function heddleCalls(markdown: string): readonly string[] {
  return callsIn(codeIn(markdown));
}

function callsIn(code: readonly string[]): readonly string[] {
  return code.flatMap((line) =>
    [...line.matchAll(CALL)].map((match) => {
      const rest = argumentsIn(line.slice(match.index + match[0].length));
      return match[1] === undefined ? rest : `run ${rest}`;
    }),
  );
}

/** Up to what ends a command of a shell; without what may be left out, as in `run [filter…]`. */
function argumentsIn(text: string): string {
  let line = text;
  for (const [variable, value] of shardNumbers) line = line.replaceAll(variable, value);
  return line
    .replaceAll(/ \[[^\]]*\]/g, '')
    .replaceAll(/"[^"]*"|'[^']*'/g, 'quoted')
    .replace(/ (?:[|#]|&&|\d?>).*$|[;"'].*$/, '')
    .trim();
}

function complaint(call: string): readonly string[] {
  try {
    parseInvocation(call.split(/ +/));
    return [];
  } catch (error) {
    return [`heddle ${call}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function unknownOptions(line: string): readonly string[] {
  const specs: readonly CommandSpec['options'][] = [
    ...Object.values(commands).map(({ options }) => options),
    commonOptions,
  ];
  const known = specs.flatMap((options) => Object.entries(options)).flatMap(spellings);
  return [...line.matchAll(/(?<![\w-])--?[a-z[][\w[\]-]*/g)]
    .map(([option]) => option.replace(/\[?=?\]?$/, '').replace('[no-]', ''))
    .filter((option) => !known.includes(option))
    .map((option) => `no command has the option ${option}`);
}

function spellings([name, spec]: readonly [string, OptionSpec]): readonly string[] {
  return [
    `--${name}`,
    ...(spec.short === undefined ? [] : [`-${spec.short}`]),
    ...(spec.type === 'flag' && spec.negatable === true ? [`--no-${name}`] : []),
  ];
}

/** The lines of code blocks, continued ones joined, and the code spans of the text. */
function codeIn(markdown: string): readonly string[] {
  const fence = /^ *(`{3,})[^\n]*\n([\s\S]*?)^ *\1 *$/gm;
  const blocks = [...markdown.matchAll(fence)].map(([, , code = '']) => code.replaceAll(/\\\n\s*/g, ''));
  const spans = [...markdown.replaceAll(fence, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...blocks.flatMap((block) => block.split('\n')), ...spans];
}
