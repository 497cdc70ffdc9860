import { statedExpectation } from '../../expectation.ts';
import { invariantsOf } from '../../scenario.ts';
import { prettyJson } from '../../../reports/json/pretty-json.ts';
import { printable, wrapped } from '../../../reports/printable.ts';
import type { Io } from '../process/console-io.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { type DeclaredKind, declaredKinds } from './declared-kinds.ts';
import { type LoadedScenario, loadScenarios } from './load-scenarios.ts';
import type { OptionsOf } from '../options/options.ts';
import { findProject } from './project.ts';
import { findScenarioFiles } from './scenario-files.ts';
import { matching, nothingMatched } from './select.ts';

/** `heddle list`: what there is, and what is expected of it. */
export async function listCommand(
  filters: readonly string[],
  options: OptionsOf<'list'>,
  io: Io,
): Promise<ExitCode> {
  const project = findProject(io.cwd);
  const files = findScenarioFiles(project.root);
  const matched = matching(files, filters);
  const scenarios = await loadScenarios(project, matched);
  if (options.kinds === true) {
    const kinds = declaredKinds(scenarios);
    io.out.write(options.json === true ? `${prettyJson(kinds)}\n` : kindsText(kinds, io));
    return exitCodes.asExpected;
  }
  if (options.json === true) io.out.write(`${prettyJson(scenarios.map(describe))}\n`);
  else io.out.write(scenarios.map((scenario) => scenarioText(describe(scenario), io)).join('\n'));
  if (scenarios.length > 0) return exitCodes.asExpected;
  if (options.json !== true) io.err.write(`${nothingMatched(files, filters, project.root)}\n`);
  return exitCodes.nothingMatched;
}

type ListedScenario = ReturnType<typeof describe>;

function describe({ id, file, scenario }: LoadedScenario) {
  const { system, notApplicable = {} } = scenario;
  return {
    scenario: id,
    title: scenario.title,
    file,
    system: system.id,
    variants: Object.keys(system.variants).map((variant) => {
      const reason = notApplicable[variant]?.['*'];
      return {
        id: variant,
        ...(reason !== undefined && { notApplicable: reason }),
        invariants: invariantsOf(scenario).map((invariant) => {
          const unfit = notApplicable[variant]?.[invariant];
          return {
            id: invariant,
            ...statedExpectation(scenario, variant, invariant),
            ...(unfit !== undefined && { notApplicable: unfit }),
          };
        }),
      };
    }),
  };
}

function scenarioText(listed: ListedScenario, io: Io): string {
  const { paint, width } = io.out.style;
  const nameWidth = Math.max(...listed.variants.map((variant) => variant.id.length));
  const lines = [`${paint.bold(printable(listed.scenario))}${paint.dim(printable(` · ${listed.title}`))}`];
  for (const variant of listed.variants) {
    const violated = variant.invariants.filter((invariant) => invariant.expected === 'violated');
    const expectation =
      variant.notApplicable !== undefined
        ? `n/a: ${variant.notApplicable}`
        : violated.length > 0
          ? `violates ${violated.map(({ id, basis }) => (basis === 'observed' ? id : `${id} (${basis})`)).join(', ')}`
          : 'holds';
    const [first = '', ...rest] = wrapped(printable(expectation), width - nameWidth - 4);
    lines.push(
      `  ${printable(variant.id).padEnd(nameWidth)}  ${first}`,
      ...rest.map((line) => ' '.repeat(nameWidth + 4) + line),
    );
  }
  return `${lines.join('\n')}\n`;
}

function kindsText(kinds: readonly DeclaredKind[], io: Io): string {
  const { paint, width } = io.out.style;
  const nameWidth = Math.max(...kinds.map(({ kind }) => kind.length));
  return kinds
    .map(({ kind, sentence, from }) => {
      const origin = typeof from === 'string' ? from : from.join(', ');
      const [first = '', ...rest] = wrapped(printable(`${sentence} (${origin})`), width - nameWidth - 2);
      return [
        `${paint.bold(kind.padEnd(nameWidth))}  ${first}`,
        ...rest.map((line) => ' '.repeat(nameWidth + 2) + line),
      ]
        .map((line) => `${line}\n`)
        .join('');
    })
    .join('');
}
