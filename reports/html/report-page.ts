import type { Report } from '../../harness/result.ts';
import { type Assets, hashSource, htmlAssets, SCRIPT_FILE, STYLE_FILE } from './assets.ts';
import { deflatedBlocks } from './data/blocks.ts';
import { escapedJson } from './data/embed.ts';
import { keptFailures } from './data/keep.ts';
import { summaryOf } from './data/summary-of.ts';
import { textTraces } from './data/text-traces.ts';
import { type Content, h } from './markup/element.ts';
import { escapeText, toHtml } from './markup/to-html.ts';
import { noFilter } from './model/filter.ts';
import { leavesOf } from './model/leaf.ts';
import { headingOf, overviewOf } from './model/overview.ts';
import { definitions } from './views/definitions.ts';
import { headingView } from './views/heading.ts';
import { matrixView } from './views/matrix.ts';
import { documentedView, kindsView, legendView } from './views/overview.ts';
import { racesView } from './views/races.ts';

export interface HtmlOptions {
  /** Where report.json stands, as a reader would type it. */
  readonly reportPath: string;
  /**
   * `inline` (the default): one file that needs no other. `external`: script and style are files beside it,
   * for servers whose content security policy allows no inline script.
   */
  readonly assets?: 'inline' | 'external';
}

/** One file of a report. */
export interface HtmlFile {
  readonly name: string;
  /** Piece by piece, once. */
  readonly text: Iterable<string>;
}

/** All files of a report: the page, and with external assets what stands beside it. */
export function htmlFiles(report: Report, options: HtmlOptions): readonly HtmlFile[] {
  const page = { name: 'index.html', text: htmlReport(report, options) };
  if (options.assets !== 'external') return [page];
  const { script, style } = htmlAssets();
  return [page, { name: SCRIPT_FILE, text: [script] }, { name: STYLE_FILE, text: [style] }];
}

/**
 * The page, piece by piece. Opens from disk, needs no network, and without script still shows the matrix and the failures as text.
 * A report of one failure opens at that failure: this is what `replay --html` writes.
 */
export function* htmlReport(report: Report, options: HtmlOptions): Generator<string, void> {
  const kept = keptFailures(report);
  const summary = summaryOf(report, kept);
  const { script, style, policy } = assetTags(options.assets ?? 'inline', htmlAssets());
  const { matrices, legend } = overviewOf(summary, leavesOf(summary), noFilter);
  const plain: Content = h(
    'div',
    { id: 'plain' },
    h('header', {}, h('h1', {}, 'heddle report'), headingView(headingOf(summary))),
    h(
      'main',
      {},
      matrices.map((matrix) => matrixView(matrix)),
      legendView(legend),
      summary.documented.map(documentedView),
      kept.failures.length > 0 && textTraces(kept.failures, options.reportPath),
      summary.races !== undefined && racesView(summary.races),
      kindsView(summary.kinds),
    ),
  );
  yield [
    '<!doctype html>',
    '<html lang="en">',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeText(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<title>heddle report</title>',
    style,
    script,
    '<body>',
    toHtml(plain),
    toHtml(definitions()),
    `<script type="application/json" id="summary">${escapedJson(summary)}</script>`,
    '',
  ].join('\n');
  yield* deflatedBlocks(report, kept, options.reportPath);
  yield '\n</body>\n</html>\n';
}

/** How the page takes its script and style, and a policy that allows just these. */
function assetTags(
  kind: 'inline' | 'external',
  { script, style }: Assets,
): { readonly script: string; readonly style: string; readonly policy: string } {
  const base = "default-src 'none'; base-uri 'none'; form-action 'none'";
  if (kind === 'external') {
    return {
      script: `<script src="${SCRIPT_FILE}"></script>`,
      style: `<link rel="stylesheet" href="${STYLE_FILE}">`,
      policy: `${base}; script-src 'self'; style-src 'self'`,
    };
  }
  return {
    script: `<script>${script}</script>`,
    style: `<style>${style}</style>`,
    policy: `${base}; script-src ${hashSource(script)}; style-src ${hashSource(style)}`,
  };
}
