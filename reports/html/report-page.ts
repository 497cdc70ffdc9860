import type { Report } from '../../harness/result.ts';
import type { DocumentedFigures } from '../documented.ts';
import { verdictMeanings, verdicts, verdictSigns } from '../verdicts.ts';
import { html, type Markup, trusted } from './escape.ts';
import { failureSection } from './failure-section.ts';
import { script } from './script.ts';
import { style } from './style.ts';
import { type CellView, type MatrixView, type Page, pageOf, type PageOptions } from './view-model.ts';

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** One self-contained page: opens from disk, needs no network and no script. */
export function htmlReport(report: Report, options: PageOptions): string {
  return renderPage(pageOf(report, options)).text;
}

function renderPage(page: Page): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${page.title}</title>
        <style>
          ${trusted(style)}
        </style>
      </head>
      <body>
        <header>
          <h1>${page.title}</h1>
          <p class="lead ${page.allAsExpected ? 'good' : 'bad'}">${page.sentence}</p>
          <p class="notes">${page.notes.join(' · ')}</p>
        </header>
        <main>
          ${page.matrices.map(matrix)} ${page.matrices.length > 0 && legend(page)}
          ${page.documented.map(documented)}
          ${
            page.failures.length > 0 &&
            html`<h2 id="failures">Failures</h2>
              ${page.failures.map(failureSection)}`
          }
          ${page.kinds.length > 0 && kinds(page)}
        </main>
        <script>
          ${trusted(script)};
        </script>
      </body>
    </html> `;
}

function matrix(view: MatrixView): Markup {
  return html`<section aria-label="${view.component}">
    <h2>${view.component}</h2>
    <div class="wide">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">scenario, and invariants worth a look</th>
            ${view.variants.map((variant) => html`<th scope="col">${variant}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${view.rows.map(
            (row) =>
              html`<tr class="${row.whole ? 'story' : 'invariant'}">
                <th scope="row">${row.label}</th>
                ${row.cells.map(cell)}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </section> `;
}

function cell(view: CellView | undefined): Markup {
  if (view === undefined) return html`<td></td>`;
  const words = html`<span class="glyph" aria-hidden="true">${view.glyph}</span>
    <span class="word">${view.word}</span>`;
  return html`<td
    class="v-${view.verdict.replace('/', '')}${view.asExpected ? '' : ' unexpected'}"
    title="${[view.detail, view.note].filter(Boolean).join('; ')}"
  >
    ${
      view.failure === undefined ? words : html`<a href="#f${view.failure}">${words}</a>`
    }${!view.asExpected && html`<small>not as expected</small>`}${view.note?.startsWith('claimed') === true && html`<small>claimed otherwise</small>`}
  </td>`;
}

function legend(page: Page): Markup {
  const present = new Set(
    page.matrices.flatMap((view) => view.rows.flatMap((row) => row.cells.map((c) => c?.verdict))),
  );
  const shown = verdicts.filter((verdict) => present.has(verdict));
  return html`<dl class="legend">
    ${shown.map(
      (verdict) =>
        html`<div>
          <dt>${verdictSigns[verdict].glyph} ${verdictSigns[verdict].word}</dt>
          <dd>${verdictMeanings[verdict]}</dd>
        </div>`,
    )}
  </dl> `;
}

function documented(view: DocumentedFigures): Markup {
  return html`<section aria-label="${view.title}: documented and measured">
    <h2>${view.title}</h2>
    <p class="notes">documented (${view.source}), and measured in virtual time</p>
    <div class="wide">
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">variant</th>
            <th scope="col"></th>
            ${view.columns.map((column) => html`<th scope="col">${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${view.rows.map(
            (row) =>
              html`<tr class="${row.origin}">
                <th scope="row">${row.variant}</th>
                <td>${row.origin}</td>
                ${row.cells.map((text) => html`<td>${text}</td>`)}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </section> `;
}

function kinds(page: Page): Markup {
  return html`<h2 id="kinds">Kinds of failures</h2>
    <dl class="kinds">
      ${page.kinds.map(
        ({ kind, sentence }) =>
          html`<dt id="kind-${kind}">${kind}</dt>
            <dd>${sentence}</dd>`,
      )}
    </dl> `;
}
