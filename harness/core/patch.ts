import { builtinModules, createRequire, syncBuiltinESMExports } from 'node:module';
import { misuse } from './misuse.ts';
import { Patches } from './patches.ts';
import type { Run } from './run.ts';

/** One for all runs, as there is only one at a time: what a run has patched can be undone whatever became of it. */
const patches = new Patches();
let isPatched = false;
let isBuiltinPatched = false;

/**
 * Node's own modules that code has loaded or may load; what is deprecated or asks for a flag is none of them. `dns` makes
 * a real resolver when it is loaded, which would be an escape of the run: it is told by what it exports.
 */
const BUILTIN =
  /^(?:child_process|crypto|fs|http|https|net|os|path|process|timers|tls|util|zlib)(?:\/promises)?$/;
let builtins: ReadonlySet<unknown> | undefined;

function isBuiltin(target: object): boolean {
  const require = createRequire(import.meta.url);
  builtins ??= new Set(
    builtinModules.filter((name) => BUILTIN.test(name)).map((name): unknown => require(name)),
  );
  return builtins.has(target) || 'lookupService' in target;
}

/**
 * Replaces properties of `target` until the run ends.
 * @throws Error where there is no such property, or it cannot be replaced
 */
export function patch(run: Run, target: object, replacements: Readonly<Record<string, unknown>>): void {
  const isObject = (typeof target === 'object' && target !== null) || typeof target === 'function';
  if (!isObject || typeof replacements !== 'object' || replacements === null)
    misuse(run, 'sim.patch takes an object, and what is to stand in it: sim.patch(api, { send: () => … }).');
  for (const name of Object.keys(replacements)) {
    if (!(name in target)) misuse(run, `sim.patch: the object has no '${name}'${namesOf(target)}.`);
    if (!isReplaceable(target, name)) {
      const why = 'the object is frozen, or the namespace of a module';
      misuse(run, `sim.patch: '${name}' cannot be replaced: ${why}. Patch the object on which it is called.`);
    }
  }
  isPatched = true;
  patches.set(target, replacements);
  if (!isBuiltin(target)) return;
  isBuiltinPatched = true;
  syncBuiltinESMExports();
}

/** Puts back what the last run has patched. */
export function undoPatches(): void {
  if (!isPatched) return;
  isPatched = false;
  patches.undo();
  if (isBuiltinPatched) syncBuiltinESMExports();
  isBuiltinPatched = false;
}

function isReplaceable(target: object, name: string): boolean {
  const own = Object.getOwnPropertyDescriptor(target, name);
  return own === undefined ? Object.isExtensible(target) : own.configurable === true;
}

/** Names that a message lists. */
const NAMED_MAX = 10;

function namesOf(target: object): string {
  const names = new Set<string>();
  for (
    let one: object | null = target;
    one !== null && one !== Object.prototype && one !== Function.prototype;
  ) {
    for (const name of Object.getOwnPropertyNames(one)) if (name !== 'constructor') names.add(name);
    one = Object.getPrototypeOf(one) as object | null;
  }
  if (names.size === 0) return '';
  const more = names.size > NAMED_MAX ? `, and ${names.size - NAMED_MAX} more` : '';
  return `; it has: ${[...names].slice(0, NAMED_MAX).join(', ')}${more}`;
}
