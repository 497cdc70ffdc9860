import type * as t from '@babel/types';
import type { Context } from './context.ts';
import { isMember, keyOf, type Member, visitMember } from './members.ts';
import { endOf, startOf } from './syntax.ts';

export function visitCall(node: t.CallExpression | t.OptionalCallExpression, context: Context): void {
  if (node.type === 'CallExpression' && isGlobal(node.callee, ['structuredClone'], context)) {
    const [first] = node.arguments;
    if (first && first.type !== 'SpreadElement') context.wrap(first, 'j', context.site(first));
  }
  if (isMember(node.callee) && node.callee.object.type === 'Super')
    return visitSuperCall(node, node.callee, context);
  visitCallee(node.callee, context);
  context.visitAll(node.arguments);
}

/** `super.get(key)`: what is called cannot be handed over, so the arguments are. */
function visitSuperCall(
  node: t.CallExpression | t.OptionalCallExpression,
  callee: Member,
  context: Context,
): void {
  const key = keyOf(callee);
  const last = node.arguments.at(-1);
  const before = node.arguments.slice(0, -1);
  const kept = before.map(() => context.temporary());
  const isPlain = !node.arguments.some((one) => one.type === 'SpreadElement') && !kept.includes(undefined);
  if (key !== undefined) {
    const call = `${context.runtime}.S(this,${key},${context.site(callee.property)}`;
    if (!isPlain || last === undefined) {
      context.inserts.open(startOf(node), `${context.runtime}.s(${call}),`);
      context.inserts.close(endOf(node), ')');
    } else {
      for (const [index, one] of before.entries()) context.inserts.open(startOf(one), `${kept[index]}=`);
      context.inserts.open(startOf(last), [call, ...kept].join(',') + ',');
      context.inserts.close(endOf(last), ')');
    }
  }
  if (callee.computed) context.visit(callee.property);
  context.visitAll(node.arguments);
}

export function visitTaggedTemplate(node: t.TaggedTemplateExpression, context: Context): void {
  visitCallee(node.tag, context);
  context.visitAll(node.quasi.expressions);
}

export function visitNew(node: t.NewExpression, context: Context): void {
  context.wrap(node, context.naming, context.site(node), ...holderOf(node, context));
  const { callee } = node;
  const isPlain =
    callee.type === 'Identifier' && context.cells.of(context.variables.get(callee)) === undefined;
  if (!isPlain || context.imports.has(callee.name)) {
    // What follows `new` up to the first call is the constructor.
    context.inserts.open(startOf(callee), '(');
    context.inserts.close(endOf(callee), ')');
  }
  context.visit(callee);
  const [first] = node.arguments;
  if (first && first.type !== 'SpreadElement') {
    if (isGlobal(callee, ['Promise'], context)) context.wrap(first, 'e', context.site(node));
    if (isGlobal(callee, ['Map', 'Set', 'WeakMap', 'WeakSet'], context)) {
      context.wrap(first, 'i', context.site(first));
    }
  }
  context.visitAll(node.arguments);
}

/** An object or array that is written out. */
export function visitLiteral(node: t.ObjectExpression | t.ArrayExpression, context: Context): void {
  context.wrap(node, context.naming, context.site(node), ...holderOf(node, context));
  const parts = node.type === 'ObjectExpression' ? node.properties : node.elements;
  for (const part of parts) {
    if (node.type === 'ObjectExpression' && part?.type === 'SpreadElement') {
      context.wrap(part.argument, 'A', context.site(part));
      context.visit(part.argument);
    } else context.visit(part);
  }
}

/** What objects are to be called by, if anything. */
function holderOf(node: t.Node, context: Context): string[] {
  const holder = context.holders.get(node);
  return holder === undefined ? [] : [JSON.stringify(holder)];
}

function visitCallee(callee: t.Node, context: Context): void {
  const called = callee.type === 'TSNonNullExpression' ? callee.expression : callee;
  if (isMember(called) && !context.chainBases.has(callee)) visitMember(called, context, 'call');
  else context.visit(callee);
}

function isGlobal(node: t.Node, names: readonly string[], context: Context): boolean {
  return node.type === 'Identifier' && names.includes(node.name) && !context.variables.has(node);
}
