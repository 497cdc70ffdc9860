import { counted } from '../wording.ts';
import { html, type Markup } from './escape.ts';
import type { FailureView, StepView, StretchView } from './view-model.ts';

/** One failure: damage and cause in a sentence each, its steps, and the command that replays it. */
export function failureSection(view: FailureView): Markup {
  return html`<article id="f${view.number}" class="failure${view.expected ? '' : ' unexpected'}">
<h3>${view.damage}</h3>
<p class="place">${view.place} · <a href="#kind-${view.kind}">${view.kind}</a> · ${view.invariant}${view.expected ? ' · expected' : html` · <strong>not expected</strong>`}</p>
<p class="cause">${withCode(view.cause)}</p>
${
  view.clauses.length > 0 &&
  html`<ul class="clauses">
    ${view.clauses.map((clause) => html`<li>${withCode(clause)}</li>`)}
  </ul>`
}
${view.passing !== undefined && html`<p class="passing">${withCode(view.passing)}</p>`}
<p class="command"><code>${view.command}</code><button type="button" class="copy" hidden>copy</button></p>
<p class="notes">${view.facts.join(' · ')} · workload <code>${view.workload}</code></p>
<details${!view.expected && html` open`}><summary>${steps(view)}</summary>
<div class="wide"><table class="steps">
<thead><tr><th scope="col">step</th><th scope="col">ms</th>${view.tasks.map((task) => html`<th scope="col" class="lane">${task}</th>`)}<th scope="col">wakes</th></tr></thead>
<tbody>
${view.stretches.map((stretch) => stretchRows(stretch, view))}</tbody></table></div>
</details>
</article>
`;
}

function steps(view: FailureView): string {
  const total = view.stretches.reduce(
    (sum, stretch) => sum + (stretch.type === 'steps' ? stretch.steps.length : stretch.count),
    0,
  );
  return `${counted(total, 'step')}, one lane for each task`;
}

function stretchRows(stretch: StretchView, view: FailureView): Markup {
  if (stretch.type === 'left-out') {
    return html`<tr class="left-out">
      <td colspan="${view.tasks.length + 3}">${counted(stretch.count, 'step')} left out</td>
    </tr> `;
  }
  return html`${stretch.steps.map((step) => stepRow(step, view.tasks))}`;
}

function stepRow(step: StepView, tasks: readonly string[]): Markup {
  const marks = [step.violating ? 'violating' : '', step.heldUntil === undefined ? '' : 'held']
    .filter(Boolean)
    .join(' ');
  const lane = tasks.indexOf(step.task);
  return html`<tr class="${marks}">
    <td>${step.violating && html`<span class="mark">✗ </span>`}${step.step}</td>
    <td>${step.time}</td>
    ${tasks.map((_, index) =>
      index === lane ? html`<td class="event">${event(step)}</td>` : html`<td></td>`,
    )}
    <td>${step.woke}</td>
  </tr> `;
}

function event(step: StepView): Markup {
  return html`<code>${step.event}</code
    >${step.outcome !== '' && html` <span class="outcome">→ ${step.outcome}</span>`}${
      step.heldUntil !== undefined &&
      html`<br /><span class="hold">◆ held until <code>${step.heldUntil}</code></span>`
    }${step.violating && html`<br /><strong class="mark">the invariant breaks here</strong>`}`;
}

/** Text between backticks is set as code. */
function withCode(text: string): Markup {
  return html`${text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}
