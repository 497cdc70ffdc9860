import { methodsOf } from './members.ts';
import { misuse } from './misuse.ts';
import type { Run } from './run.ts';
import type { ServiceOptions } from './service-options.ts';

/** @throws Error where no service can be made of `target` */
export function checkTarget(run: Run, name: unknown, target: unknown): void {
  if (typeof name !== 'string' || name === '') misuse(run, 'sim.service(name, target) got no name.');
  if (typeof target === 'object' && target !== null) return;
  const isNamed = typeof target === 'function' && target.name !== '';
  const given = typeof target === 'function' ? `the class or function '${target.name}'` : String(target);
  const instead = `new ${isNamed ? target.name : 'Store'}(), or { get: (key) => … }`;
  misuse(run, `sim.service('${name}', target) got ${given}; expected an object with methods: ${instead}.`);
}

/** @throws Error where there are options for what is no method */
export function checkMethods(run: Run, name: string, target: object, options: object): void {
  const methods = methodsOf(target);
  for (const method of Object.keys(options)) {
    if (methods.includes(method)) continue;
    const has = `which is no method of it; it has ${methods.join(', ')}`;
    misuse(run, `sim.service('${name}', …) has options for '${method}', ${has}.`);
  }
}

const optionNames: readonly string[] = ['latencyMs', 'effect', 'errors', 'channel', 'onAbort', 'key'];

/**
 * Looked at in the first run of an exploration.
 * @throws Error for an option that there is not: it would have no effect
 */
export function checkServiceOptions(
  run: Run,
  name: string,
  { methods = {}, ...own }: ServiceOptions<object>,
): void {
  checkNames(run, `sim.service('${name}', …)`, own, optionNames);
  for (const [method, options] of Object.entries(methods as Readonly<Record<string, object>>))
    checkNames(run, `sim.service('${name}', …), for ${method},`, options, [...optionNames, 'form']);
}

function checkNames(run: Run, where: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((option) => !known.includes(option));
  if (unknown !== undefined)
    misuse(run, `${where} has no option '${unknown}'; there are: ${known.join(', ')}.`);
}

/**
 * Looked at in the first run of an exploration.
 * @throws Error where the process that is alive has a service of that name
 */
export function checkServiceName(run: Run, names: Map<string, string>, name: string): void {
  const entry = `service ${name}`;
  if (names.get(entry) === String(run.crashes))
    misuse(run, `Two services are called '${name}'; give each a name of its own.`);
  names.set(entry, String(run.crashes));
}
