import { createHash } from 'node:crypto';
import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { signatureOf } from '../core/finding.ts';
import { UsageError } from '../core/usage-error.ts';
import type { ReportedFinding, ScenarioResult } from '../result.ts';
import { readFolder } from '../files/read-folder.ts';
import { writeWhole } from '../files/write-whole.ts';
import { readBounded } from '../files/read-bounded.ts';
import { causeOf } from '../schedule/cause.ts';
import { decodeToken, type Token } from '../schedule/token.ts';
import { fileOfTest } from '../test-id.ts';
import { fileNameOfTest } from './file-name-of-test.ts';

/** What follows the path of a scenario, or of a test file. */
export const FOLDER_ENDING = '.failures';
/** A kept failure is a token and a few sentences. */
const ENTRY_BYTES_MAX = 1_000_000;

/**
 * A failing schedule that is kept next to its scenario, as `<story>.failures/<variant>--<kind>--<invariant>.json`, or
 * next to its test file, as `<file>.failures/<test>--<kind>--<invariant>.json`; other causes of the same have a
 * fingerprint of the cause behind it.
 */
export interface CorpusEntry {
  /** Relative to the package, with slashes. */
  readonly file: string;
  /** The scenario beside which it stands; a test, by its id. */
  readonly scenario: string;
  readonly variant: string;
  /** `kind/invariant`. */
  readonly signature: string;
  readonly token: Token;
}

/** What stands in the file: all but the token is for whoever reads it. */
interface Content {
  readonly scenario: string;
  readonly variant: string;
  readonly finding: string;
  readonly damage: string;
  readonly cause: string;
  readonly token: string;
}

/**
 * The entries of a scenario or of a test, by name.
 * @throws UsageError where a file is not one of the corpus, or their folder cannot be read
 */
export function readCorpus(root: string, scenario: string): readonly CorpusEntry[] {
  const folder = folderOf(scenario);
  return readFolder(path.join(root, folder), folder)
    .filter(({ name }) => name.endsWith('.json'))
    .map(({ name }) => readEntry(root, `${folder}/${name}`, nameOf(scenario)))
    .filter((entry) => entry.scenario === scenario);
}

/** A scenario may have been renamed, and its folder with it; tests share the folder of their file. */
function nameOf(scenario: string): string | undefined {
  return fileOfTest(scenario) === undefined ? scenario : undefined;
}

/** Reads one file of the corpus. @param scenario that it belongs to; by default the one that its token names */
export function readEntry(root: string, file: string, scenario?: string): CorpusEntry {
  let text: string;
  try {
    text = readBounded(path.resolve(root, file), file, ENTRY_BYTES_MAX);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read.`, { cause: error });
  }
  return parseEntry(text, file, scenario);
}

/**
 * What a file of the corpus says.
 * @throws UsageError where it holds no token
 */
export function parseEntry(json: string, file: string, scenario?: string): CorpusEntry {
  let text: unknown;
  try {
    const content = JSON.parse(json) as Partial<Content> | null;
    text = content?.token;
  } catch (error) {
    throw new UsageError(`${file} cannot be read as JSON.`, { cause: error });
  }
  if (typeof text !== 'string') {
    throw new UsageError(`${file} is no kept failure: it holds no token. Delete it, or restore it.`);
  }
  const token = decoded(text, file);
  const { variant, signature } = token;
  return { file, scenario: scenario ?? token.scenario, variant, signature, token };
}

function decoded(text: string, file: string): Token {
  try {
    return decodeToken(text);
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Where failures of a variant are kept: of each kind and invariant, the first, and those of other causes. */
export function corpusFiles<T extends ReportedFinding>(
  scenario: string,
  variant: string,
  findings: readonly T[],
): ReadonlyMap<T, string> {
  const files = new Map<T, string>();
  const named = new Set<string>();
  const what = fileOfTest(scenario) === undefined ? variant : fileNameOfTest(scenario);
  for (const finding of findings) {
    const words = [what, finding.kind, finding.invariant];
    const isFurther = named.has(signatureOf(finding));
    named.add(signatureOf(finding));
    if (isFurther) words.push(fingerprintOf(causeOf(finding.schedule)));
    files.set(finding, `${folderOf(scenario)}/${words.map(safe).join('--')}.json`);
  }
  return files;
}

function fingerprintOf(cause: readonly string[]): string {
  return createHash('sha256').update(cause.join('\n')).digest('hex').slice(0, 6);
}

/** Keeps a failure; what the file held is replaced. */
export function writeEntry(
  root: string,
  file: string,
  { scenario, variant }: Pick<ScenarioResult, 'scenario' | 'variant'>,
  finding: ReportedFinding & { readonly token: string },
): void {
  const content: Content = {
    scenario,
    variant,
    finding: signatureOf(finding),
    damage: finding.message,
    cause: finding.cause,
    token: finding.token,
  };
  writeWhole(path.join(root, file), `${JSON.stringify(content, null, 2)}\n`);
}

/** Removes an entry, and its folder where that was the last. */
export function removeEntry(root: string, file: string): void {
  rmSync(path.join(root, file));
  const folder = path.dirname(path.join(root, file));
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/** The folder of the kept failures of a scenario or of a test; relative to the package, with slashes. */
export function folderOf(scenario: string): string {
  return `${fileOfTest(scenario) ?? `scenarios/${scenario}`}${FOLDER_ENDING}`;
}

function safe(word: string): string {
  return word.replaceAll(/[^\w.-]/g, '_');
}
