import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { buildSync } from 'esbuild';
import { AJV_OPTIONS, SCHEMA_FILE, VALIDATOR_FILE } from './validator.ts';

/** A step of the build: compiles the schema next to the compiled reports. */
const text = readFileSync(new URL(`../../../reports/json/${SCHEMA_FILE}`, import.meta.url), 'utf8');
const ajv = new Ajv2020(AJV_OPTIONS);
const { outputFiles } = buildSync({
  stdin: {
    contents: standalone.default(ajv, ajv.compile(JSON.parse(text) as object)),
    resolveDir: process.cwd(),
  },
  // What little of its library the check needs goes with it.
  bundle: true,
  minify: true,
  write: false,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
});
writeFileSync(new URL(VALIDATOR_FILE, import.meta.url), outputFiles[0]?.text ?? '');
