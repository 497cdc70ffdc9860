import type { Report } from '../../../harness/result.ts';
import { packFailure } from '../model/packed-failure.ts';
import { SearchIndexWriter } from '../model/search-index.ts';
import { StringTable } from '../model/string-table.ts';
import { h } from '../markup/element.ts';
import { toHtml } from '../markup/to-html.ts';
import { detailOf, toldOf } from './detail-of.ts';
import { deflatedJson } from './embed.ts';
import type { KeptFailures } from './keep.ts';
import type { Summary } from '../model/summary.ts';
import { testedViews } from '../model/tested-views.ts';
import { testedFacts } from './tested-facts.ts';

/**
 * What is inflated only when it is opened: one block for each failure, one with the strings that they share, one
 * with what they are found by, one with stories and sources, one with how much was tested; block by block. A script of
 * this type is data: it is not run, and a policy need not
 * allow it.
 */
export function* deflatedBlocks(
  report: Report,
  summary: Summary,
  kept: KeptFailures,
  reportPath: string,
): Generator<string, void> {
  const table = new StringTable();
  const search = new SearchIndexWriter();
  for (const failure of kept.failures) {
    const detail = detailOf(failure, reportPath);
    search.add(failure.finding, detail.steps);
    yield dataBlock(`failure-${failure.number}`, deflatedJson(packFailure(detail, table)));
  }
  yield dataBlock('strings', deflatedJson(table.strings));
  yield dataBlock('told', deflatedJson(toldOf(report)));
  yield dataBlock('search', deflatedJson(search.index));
  yield dataBlock('tested', deflatedJson(testedViews(summary, report.results.map(testedFacts)), rounded));
}

/** Rates to as many digits as anybody reads. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}

function dataBlock(id: string, base64: string): string {
  return toHtml(h('script', { type: 'text/plain', id }, base64));
}
