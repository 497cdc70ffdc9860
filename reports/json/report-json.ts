import type { Report } from '../../harness/result.ts';
import { prettyJsonChunks } from './pretty-json.ts';

/** `report.json`: the report itself, piece by piece; equal for equal reports. */
export function* reportJson(report: Report): Generator<string, void> {
  yield* prettyJsonChunks(report);
  yield '\n';
}
