import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Scenario } from 'heddle';
import { allScenarios } from './all-scenarios.ts';
import { type Component, registry } from './registry.ts';

const BEGIN = '<!-- variants:begin (npm run readme) -->';
const END = '<!-- variants:end -->';

/** One table a component: its variants, what their source claims, and what is violated here. */
export function readmeTables(scenarios: ReadonlyMap<string, Scenario>): string {
  return registry.map((component) => tableOf(component, scenarios)).join('\n\n');
}

/** The README with these tables in their place. */
export function withTables(readme: string, tables: string): string {
  const [before = '', rest = ''] = readme.split(BEGIN);
  const [, after = ''] = rest.split(END);
  return `${before}${BEGIN}\n\n${tables}\n\n${END}${after}`;
}

function tableOf({ system, title, invariants }: Component, scenarios: ReadonlyMap<string, Scenario>): string {
  const own = [...scenarios].filter(([id]) => id.startsWith(`${system.id}/`)).map(([, scenario]) => scenario);
  const rows = Object.entries(system.variants).map(([id, { claim }]) => {
    return `| \`${id}\` | ${cell(claim ?? '–')} | ${cell(verdictOf(id, own))} |`;
  });
  const list = Object.entries(invariants).map(([id, sentence]) => `- \`${id}\`: ${sentence}`);
  return [
    `### ${title}`,
    '',
    `${own.length} scenarios (\`scenarios/${system.id}/\`), ${rows.length} variants (\`systems/${system.id}/\`).`,
    '',
    '| variant | what its source claims | violated here |',
    '| --- | --- | --- |',
    ...rows,
    '',
    `<details><summary>Invariants</summary>`,
    '',
    ...list,
    '',
    '</details>',
  ].join('\n');
}

function verdictOf(variant: string, scenarios: readonly Scenario[]): string {
  const violated = new Set<string>();
  for (const { expect = {} } of scenarios) {
    for (const [id, verdict] of Object.entries(expect[variant] ?? {}))
      if (verdict === 'violated') violated.add(id);
  }
  if (violated.size > 0) return [...violated].sort().join(', ');
  const applies = scenarios.some(({ notApplicable }) => notApplicable?.[variant]?.['*'] === undefined);
  return applies ? 'nothing' : 'does not apply';
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

// Run as a program, it writes the README.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL('../README.md', import.meta.url));
  writeFileSync(path, withTables(readFileSync(path, 'utf8'), readmeTables(await allScenarios())));
}
