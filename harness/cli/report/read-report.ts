import { readFileSync } from 'node:fs';
import path from 'node:path';
import { failuresOf } from '../../../reports/failures.ts';
import { signatureOf } from '../../core/finding.ts';
import { UsageError } from '../../core/usage-error.ts';
import { type Report, SCHEMA_VERSION } from '../../result.ts';
import { recoverOutputFolder } from './output-folder.ts';
import { isAsExpected } from '../../verdict.ts';

/**
 * Reads a `report.json`.
 * @throws UsageError where there is none, or it is not one that this heddle reads
 */
export function readReport(file: string, cwd: string): Report {
  recoverOutputFolder(path.dirname(file));
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read ${shown(file, cwd)}. Run first: npx heddle run`, { cause: error });
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${shown(file, cwd)} is not JSON.`, { cause: error });
  }
  return checkedReport(content, shown(file, cwd));
}

function checkedReport(content: unknown, name: string): Report {
  if (typeof content !== 'object' || content === null || !('schemaVersion' in content)) {
    throw new UsageError(`${name} is not a report of heddle.`);
  }
  if (content.schemaVersion !== SCHEMA_VERSION) {
    throw new UsageError(
      `${name} has schema version ${JSON.stringify(content.schemaVersion)}; this heddle reads ${SCHEMA_VERSION}.`,
    );
  }
  const report = content as Report;
  try {
    // Touches all that is read of it later.
    for (const { result, finding } of failuresOf(report)) {
      if (!Array.isArray(finding.schedule)) throw new TypeError('schedule');
      signatureOf(finding);
      result.invariants.forEach(isAsExpected);
    }
    if (Object.values(report.kinds ?? {}).some((sentence) => typeof sentence !== 'string'))
      throw new TypeError('kinds');
    if (typeof report.tool.version !== 'string') throw new TypeError('tool');
  } catch (error) {
    throw new UsageError(`${name} is damaged: it is not what heddle wrote.`, { cause: error });
  }
  return report;
}

/** A path as a reader would type it. */
export function shown(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  if (relative === '') return '.';
  return relative.startsWith('..') ? file : relative;
}
