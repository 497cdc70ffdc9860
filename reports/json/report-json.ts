import type { Report } from '../../harness/result.ts';
import { prettyJson } from './pretty-json.ts';

/** `report.json`: the report itself; equal for equal reports. */
export function reportJson(report: Report): string {
  return `${prettyJson(report)}\n`;
}
