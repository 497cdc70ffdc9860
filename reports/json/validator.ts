import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Ajv from 'ajv/dist/2020.js';

/** Says whether a value keeps to the schema, and where it does not. */
interface Validate {
  (value: unknown): boolean;
  readonly errors?:
    readonly { readonly instancePath: string; readonly message?: string | undefined }[] | null | undefined;
}

export const VALIDATOR_FILE = 'validator.generated.cjs';
export const SCHEMA_FILE = 'schema.json';
/** Unknown keywords are for a test to find; here, they must not keep a report from being read. */
export const AJV_OPTIONS = { strict: false, code: { source: true } } as const;

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const requireHere = createRequire(import.meta.url);

let loaded: Validate | undefined;

/**
 * Checks what stands in a `report.json` against its schema. The check is compiled ahead in `dist`, so that reading a
 * report asks for no compiler; it is compiled on the spot when run from the sources.
 * @returns the first fault, as `/results/0/variant must be string`; undefined where there is none
 */
export function reportFault(content: unknown): string | undefined {
  loaded ??= existsSync(here(VALIDATOR_FILE)) ? (requireHere(`./${VALIDATOR_FILE}`) as Validate) : compiled();
  if (loaded(content)) return undefined;
  // The last is the outermost: of a choice, that none of them fits.
  const error = loaded.errors?.at(-1);
  return `${error?.instancePath || 'it'} ${error?.message ?? 'does not keep to the schema'}`;
}

function compiled(): Validate {
  const { Ajv2020 } = requireHere('ajv/dist/2020.js') as typeof Ajv;
  return new Ajv2020(AJV_OPTIONS).compile(JSON.parse(readFileSync(here(SCHEMA_FILE), 'utf8')) as object);
}
