import path from 'node:path';
import { reportFault } from '../../../reports/json/validator.ts';
import { UsageError } from '../../core/usage-error.ts';
import { version } from '../../core/version.ts';
import { type Report, SCHEMA_VERSION } from '../../result.ts';
import { readBounded } from '../../files/read-bounded.ts';
import { recoverOutputFolder } from './output-folder.ts';
import { isDeeper, NESTING_MAX } from '../../schedule/nesting.ts';

/** A run of 2,000 results takes a third of it. */
const REPORT_BYTES_MAX = 256_000_000;

/**
 * Reads a `report.json`.
 * @throws UsageError where there is none, or it is not one that this heddle reads
 */
export function readReport(file: string, cwd: string): Report {
  recoverOutputFolder(path.dirname(file));
  const name = shown(file, cwd);
  return parseReport(textOf(file, name), name);
}

/**
 * What a `report.json` says.
 * @param name of the file, for complaints
 * @throws UsageError where it is not one that this heddle reads
 */
export function parseReport(text: string, name: string): Report {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${name} is not JSON.`, { cause: error });
  }
  return checkedReport(content, name);
}

function textOf(file: string, name: string): string {
  try {
    return readBounded(file, name, REPORT_BYTES_MAX);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot read ${name}. Run first: npx heddle run`, { cause: error });
  }
}

function checkedReport(content: unknown, name: string): Report {
  if (typeof content !== 'object' || content === null || !('schemaVersion' in content)) {
    throw new UsageError(`${name} is not a report of heddle.`);
  }
  if (content.schemaVersion !== SCHEMA_VERSION) {
    throw new UsageError(
      `${name} has schema version ${JSON.stringify(content.schemaVersion)}; this heddle reads ${SCHEMA_VERSION}. Run again: npx heddle run`,
    );
  }
  if (isDeeper(content, NESTING_MAX)) {
    throw new UsageError(`${name} is damaged: a value is nested more than ${NESTING_MAX} levels deep.`);
  }
  const fault = reportFault(content);
  if (fault !== undefined) {
    throw new UsageError(`${name} is damaged: ${fault}.${otherVersion(content)} Run again: npx heddle run`);
  }
  return content as Report;
}

function otherVersion(content: object): string {
  const tool = 'tool' in content ? content.tool : undefined;
  const wrote = typeof tool === 'object' && tool !== null && 'version' in tool ? tool.version : undefined;
  if (typeof wrote !== 'string' || wrote === version) return '';
  return ` It was written by heddle ${wrote}; this is ${version}.`;
}

/** A path as a reader would type it. */
export function shown(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  if (relative === '') return '.';
  return relative.startsWith('..') ? file : relative;
}
