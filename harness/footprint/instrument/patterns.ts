import type * as t from '@babel/types';
import type { Context } from './context.ts';
import { isMember, visitTarget } from './members.ts';
import { bare } from './syntax.ts';

/** What a pattern takes out of a value, for the runtime. */
interface Taken {
  /** Properties by name. */
  k?: string[];
  /** What is taken out of these, in turn. */
  n?: Record<string, Taken>;
  /** Everything: there is a rest, or a key that is computed. */
  r?: 1;
  /** So many elements; -1 for all of them. */
  e?: number;
}

/** Source text of what a pattern takes; undefined where it takes the value as it is. */
export function takenBy(pattern: t.Node): string | undefined {
  const taken = take(pattern);
  return taken === undefined ? undefined : JSON.stringify(taken);
}

function take(pattern: t.Node): Taken | undefined {
  switch (pattern.type) {
    case 'AssignmentPattern':
      return take(pattern.left);
    case 'ArrayPattern':
      return takeElements(pattern);
    case 'ObjectPattern':
      return takeProperties(pattern);
    default:
      return undefined;
  }
}

function takeElements(pattern: t.ArrayPattern): Taken {
  const taken: Taken = { e: pattern.elements.at(-1)?.type === 'RestElement' ? -1 : pattern.elements.length };
  for (const [index, element] of pattern.elements.entries()) {
    const inner = element && take(element);
    if (inner) (taken.n ??= {})[index] = inner;
  }
  return taken;
}

function takeProperties(pattern: t.ObjectPattern): Taken {
  const taken: Taken = {};
  for (const property of pattern.properties) {
    const key = property.type === 'ObjectProperty' ? keyOf(property) : undefined;
    if (key === undefined || property.type !== 'ObjectProperty') taken.r = 1;
    else {
      (taken.k ??= []).push(key);
      const inner = take(property.value);
      if (inner) (taken.n ??= {})[key] = inner;
    }
  }
  return taken;
}

function keyOf({ computed, key }: t.ObjectProperty): string | undefined {
  if (!computed && key.type === 'Identifier') return key.name;
  if (key.type === 'StringLiteral' || key.type === 'NumericLiteral') return String(key.value);
  return undefined;
}

/** Default values, computed keys, and members that are given values. */
export function visitPattern(pattern: t.Node, context: Context): void {
  const target = bare(pattern);
  switch (target.type) {
    case 'AssignmentPattern':
      visitPattern(target.left, context);
      if (target.left.type === 'Identifier') context.holders.set(bare(target.right), target.left.name);
      return context.visit(target.right);
    case 'RestElement':
      return visitPattern(target.argument, context);
    case 'ArrayPattern':
      for (const element of target.elements) if (element) visitPattern(element, context);
      return;
    case 'ObjectPattern':
      for (const property of target.properties) {
        if (property.type === 'ObjectProperty' && property.computed) context.visit(property.key);
        visitPattern(property.type === 'ObjectProperty' ? property.value : property.argument, context);
      }
      return;
    case 'TSParameterProperty':
      return visitPattern(target.parameter, context);
    default:
      if (!isMember(target)) return;
      visitTarget(target, context);
      context.visit(target.object);
      if (target.computed) context.visit(target.property);
  }
}

/** Identifiers that a pattern gives values to. */
export function identifiersOf(pattern: t.Node): t.Identifier[] {
  const target = bare(pattern);
  switch (target.type) {
    case 'Identifier':
      return [target];
    case 'AssignmentPattern':
      return identifiersOf(target.left);
    case 'RestElement':
      return identifiersOf(target.argument);
    case 'ArrayPattern':
      return target.elements.flatMap((element) => (element ? identifiersOf(element) : []));
    case 'ObjectPattern':
      return target.properties.flatMap((one) =>
        identifiersOf(one.type === 'ObjectProperty' ? one.value : one.argument),
      );
    default:
      return [];
  }
}
