import path from 'node:path';
import { inspect } from 'node:util';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { UsageError } from '../../core/usage-error.ts';
import { isNamed } from '../../files/read-folder.ts';
import { loadCode } from './load-code.ts';
import { readValue } from '../options/option-value.ts';
import type { CommandSpec, OptionSpec } from '../options/option-kinds.ts';
import { commands } from '../options/options.ts';
import type { Project } from './project.ts';
import { suggestion } from '../options/suggest.ts';

const CONFIG_FILES = ['heddle.config.ts', 'heddle.config.mts', 'heddle.config.js', 'heddle.config.mjs'];

/**
 * The options that are given, and what the package's config file says for the others.
 * @throws UsageError where the file does not load, or says something that the options do not know
 */
export async function withConfig<T extends object>(
  options: T,
  own: CommandSpec['options'],
  project: Project,
): Promise<T> {
  const configured = await loadConfig(project);
  const known = Object.entries(configured).filter(
    ([name]) => Object.hasOwn(own, name) && own[name]?.config === true,
  );
  return { ...Object.fromEntries(known), ...options };
}

/** What the config file sets, by the option's name. */
async function loadConfig(project: Project): Promise<Readonly<Record<string, unknown>>> {
  const name = CONFIG_FILES.find((file) => isNamed(path.join(project.root, file)));
  if (name === undefined) return {};
  const { tsconfig } = project;
  const file = pathToFileURL(path.join(project.root, name)).href;
  const load = (): Promise<unknown> => tsImport(file, { parentURL: import.meta.url, tsconfig });
  const module = (await loadCode(path.join(project.root, name), name, load)) as {
    readonly default?: unknown;
  };
  return readConfig(module.default, name);
}

/** @throws UsageError for an unknown key and for a value of the wrong type */
export function readConfig(config: unknown, file: string): Readonly<Record<string, unknown>> {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw new UsageError(`${file} exports no configuration; expected: export default defineConfig({ … })`);
  }
  const specs = configurable();
  const values: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config)) {
    const found = specs.get(key);
    if (found === undefined) {
      const known = [...specs.keys()];
      throw new UsageError(
        `${file} has an unknown key "${key}".${suggestion(key, known)} There are: ${known.join(', ')}.`,
      );
    }
    const [name, spec] = found;
    const read = readWritten(`${file}: ${key}`, spec, value);
    if (read !== undefined) values[name] = read;
  }
  return values;
}

function configurable(): ReadonlyMap<string, readonly [string, OptionSpec]> {
  const specs: readonly (readonly [string, OptionSpec])[] = Object.entries(commands.run.options);
  return new Map(
    specs.filter(([, spec]) => spec.config === true).map((entry) => [camelCase(entry[0]), entry]),
  );
}

/** Undefined where it says that the option is not given. */
function readWritten(label: string, spec: OptionSpec, value: unknown): unknown {
  const mayBeBare = spec.type === 'count' && spec.bare !== undefined;
  if (value === undefined || (mayBeBare && value === false)) return undefined;
  if (!isOfType(spec, value) && !(mayBeBare && value === true)) {
    throw new UsageError(`${label} takes ${typesOf(spec)}, but ${written(value)} was given.`);
  }
  if (typeof value === 'boolean') return mayBeBare ? spec.bare : value;
  const text = Array.isArray(value)
    ? value.join(',')
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);
  return readValue(label, spec, text, true, false);
}

/** A value as its author wrote it, on one line: not all that a config may hold is JSON. */
function written(value: unknown): string {
  try {
    return JSON.stringify(value) ?? inspect(value);
  } catch {
    return inspect(value, { breakLength: Infinity, depth: 1 });
  }
}

function isOfType(spec: OptionSpec, value: unknown): boolean {
  switch (spec.type) {
    case 'flag':
      return typeof value === 'boolean';
    case 'count':
      return typeof value === 'number';
    case 'seed':
      return typeof value === 'number' || value === 'random';
    case 'duration':
      return typeof value === 'number' || typeof value === 'string';
    case 'list':
      return Array.isArray(value) && value.every((word) => typeof word === 'string');
    case 'text':
      return typeof value === 'string' || (spec.numeric === true && typeof value === 'number');
    case 'choice':
    case 'shard':
      return typeof value === 'string';
  }
}

function typesOf(spec: OptionSpec): string {
  switch (spec.type) {
    case 'flag':
      return 'true or false';
    case 'count':
      return spec.bare === undefined ? 'a number' : 'a number, true or false';
    case 'seed':
      return 'a number or "random"';
    case 'duration':
      return 'a number of seconds, or a time such as "5m"';
    case 'list':
      return 'a list of words';
    case 'text':
      return spec.numeric === true ? 'a number or text' : 'text';
    case 'choice':
    case 'shard':
      return 'text';
  }
}

export function camelCase(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
