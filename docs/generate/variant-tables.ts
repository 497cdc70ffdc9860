import type { Scenario } from 'heddle';
import { expectationOf } from '../../harness/expectation.ts';
import { type Component, registry } from '../../scenarios/registry.ts';
import { statedBy } from '../../scenarios/stated.ts';

/** A component's variants with what their source claims, and which of its invariants each of them violates here. */
export function variantTables(scenarios: ReadonlyMap<string, Scenario>): string {
  return registry.map((component) => tableOf(component, scenarios)).join('\n\n');
}

type Scenarios = readonly Scenario[];

function tableOf({ system, title, invariants }: Component, scenarios: ReadonlyMap<string, Scenario>): string {
  const own = [...scenarios].filter(([id]) => id.startsWith(`${system.id}/`)).map(([, scenario]) => scenario);
  const variants = Object.keys(system.variants);
  const ofEveryRun = [...new Set(own.flatMap(violatedIds))].filter((id) => !(id in invariants)).sort();
  const rows = [...Object.entries(invariants), ...ofEveryRun.map((id) => [id, 'in every run'] as const)];
  return [
    `## ${title}`,
    '',
    `${own.length} scenarios (\`scenarios/${system.id}/\`), ${variants.length} variants (\`systems/${system.id}/\`).`,
    '',
    restsOn(own),
    '',
    '| variant | what its source claims |',
    '| --- | --- |',
    ...Object.entries(system.variants).map(([id, { claim }]) => `| \`${id}\` | ${cell(claim ?? '–')} |`),
    '',
    `| ✗ violated in some scenario, ○ in none | ${variants.map(shortName).join(' | ')} |`,
    `| --- |${' :-: |'.repeat(variants.length)}`,
    ...rows.map(([id, sentence]) => {
      const marks = variants.map((variant) => markOf(id, variant, own));
      return `| \`${id}\`: ${cell(sentence)} | ${marks.join(' | ')} |`;
    }),
  ].join('\n');
}

function restsOn(own: Scenarios): string {
  const bases = own.flatMap((scenario) => statedBy(scenario).flatMap(({ basis = [] }) => basis));
  const counts = (['claimed', 'reasoned', 'observed'] as const).map(
    (basis) => `${bases.filter((one) => one === basis).length} ${basis}`,
  );
  const page = 'scenarios.md#what-an-expected-violation-rests-on';
  return `Of the violations that are expected, ${counts.join(', ')} ([what that means](${page})).`;
}

/** `p1` of `p1-cancel-on-stop`. */
function shortName(variant: string): string {
  return variant.replace(/-.*/, '');
}

function violatedIds(scenario: Scenario): string[] {
  return Object.keys(scenario.expect ?? {}).flatMap((variant) => violatedIn(scenario, variant));
}

function violatedIn(scenario: Scenario, variant: string): string[] {
  const said = Object.keys(scenario.expect?.[variant] ?? {});
  return said.filter((id) => expectationOf(scenario, variant, id) === 'violated');
}

function markOf(invariant: string, variant: string, scenarios: Scenarios): string {
  if (scenarios.some((scenario) => violatedIn(scenario, variant).includes(invariant))) return '✗';
  const applies = scenarios.some(({ invariants, notApplicable = {} }) => {
    const reasons = notApplicable[variant] ?? {};
    const checked = invariants.includes(invariant) || !isListed(invariant, scenarios);
    return checked && reasons['*'] === undefined && reasons[invariant] === undefined;
  });
  return applies ? '○' : '–';
}

/** Whether scenarios name it; what every run is checked for, they do not. */
function isListed(invariant: string, scenarios: Scenarios): boolean {
  return scenarios.some(({ invariants }) => invariants.includes(invariant));
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
