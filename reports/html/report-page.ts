import type { Report } from '../../harness/result.ts';
import { documentedFigures } from '../documented.ts';
import { asksForRaces, racesOf } from '../races.ts';
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
import { headingOf } from './model/heading.ts';
import { legendOf } from './model/legend.ts';
import { overviewOf } from './model/overview.ts';
import { type Unexpected, unexpectedOf } from './model/unexpected.ts';
import { definitions } from './views/definitions.ts';
import { headingView } from './views/heading.ts';
import { keysView } from './views/keys.ts';
import { matrixView } from './views/matrix.ts';
import { notAsExpected } from './views/not-as-expected.ts';
import { documentedView, kindsView, legendView, readingView } from './views/overview.ts';
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
  const leaves = leavesOf(summary);
  const { matrices } = overviewOf(summary, leaves, noFilter);
  const documented = documentedFigures(report);
  const plain: Content = h(
    'div',
    { id: 'plain' },
    h(
      'header',
      {},
      h('h1', {}, 'heddle report'),
      h('div', { id: 'heading' }, headingView(headingOf(summary))),
    ),
    keysView(),
    h(
      'main',
      {},
      notAsExpected(unexpectedOf(summary).map(withoutScript)),
      h('div', { id: 'legend' }, legendView(legendOf(leaves))),
      matrices.map((matrix) => matrixView(matrix)),
      readingView(),
      kept.failures.length > 0 && textTraces(kept.failures, options.reportPath),
      h(
        'div',
        { id: 'supplement' },
        asksForRaces(report) && racesView(racesOf(report)),
        documented.length > 0 && h('h2', {}, 'Documented and measured'),
        documented.map(documentedView),
        kindsView(summary.kinds),
      ),
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
  yield* deflatedBlocks(report, summary, kept, options.reportPath);
  yield '\n</body>\n</html>\n';
}

/** What leads to pages leads to the text below instead. */
function withoutScript(entry: Unexpected): Unexpected {
  if (entry.type === 'difference') {
    const variants = entry.difference.variants.map(({ variant }) => ({ variant }));
    return { type: 'difference', difference: { ...entry.difference, variants } };
  }
  const { group } = entry;
  const chips = group.chips.map((chip) => ({ ...chip, href: `#f${chip.number}` }));
  return { type: 'failure', group: { ...group, chips, href: `#f${group.number}` } };
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
