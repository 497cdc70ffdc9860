import type * as t from '@babel/types';
import type { Context } from './context.ts';
import { bare, endOf, find, startOf } from './syntax.ts';

export type Member = t.MemberExpression | t.OptionalMemberExpression;

/** Ways of the runtime to record what is done to a member, with a key that is known and one that is computed. */
const WAYS = {
  read: ['r', 'x'],
  call: ['c', 'x'],
  update: ['u', 'y'],
  delete: ['d', 't'],
} as const;

export function isMember(node: t.Node): node is Member {
  return node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
}

/** A member that is read, called, changed in place or deleted. */
export function visitMember(node: Member, context: Context, way: keyof typeof WAYS = 'read'): void {
  if (!isRecorded(node, context)) return visitParts(node, context);
  const [known, computed] = WAYS[way];
  const key = keyOf(node);
  const site = context.site(node.property);
  if (key !== undefined) {
    context.wrap(node.object, isModule(node.object, context) ? 'L' : known, key, site);
    continueChain(node, key, context);
    return visitParts(node, context);
  }
  const object = handleOf(node.object, context);
  if (object === undefined) context.wrap(node.object, way === 'read' || way === 'call' ? 'A' : 'Z', site);
  else {
    if (object.temporary) context.wrapAs(node.object, 'o', object.text);
    wrapKey(node.property, computed, object.text, site, context);
  }
  continueChain(node, undefined, context);
  visitParts(node, context);
}

/** `target = right` and its kin, the target being a member. */
export function visitAssignmentToMember(
  node: t.AssignmentExpression,
  target: Member,
  context: Context,
): void {
  if (target.object.type === 'Super' || isRecorded(target, context)) recordAssignment(node, target, context);
  visitParts(target, context);
  context.visit(node.right);
}

function recordAssignment(node: t.AssignmentExpression, target: Member, context: Context): void {
  const site = context.site(target.property);
  const object =
    target.object.type === 'Super' ? { text: 'this', temporary: false } : handleOf(target.object, context);
  if (object === undefined) return visitTarget(target, context);
  const isPlain = node.operator === '=';
  const literal = keyOf(target);
  let key = literal;
  if (key === undefined) {
    const kept = context.temporary();
    if (kept === undefined) return visitTarget(target, context);
    key = kept;
    if (isPlain) keepKey(target.property, kept, context);
    else wrapKey(target.property, 'x', object.text, site, context, kept);
  }
  if (target.object.type !== 'Super') {
    if (literal !== undefined && !isPlain) {
      context.wrapAs(target.object, 'r', object.temporary ? object.text : undefined, literal, site);
    } else if (object.temporary) context.wrapAs(target.object, 'o', object.text);
  }
  const isValue = isPlain || /^(\?\?|\|\||&&)=$/.test(node.operator);
  context.wrap(node.right, 'w', object.text, key, site, ...(isValue ? [] : ['1']));
}

/** A member that is given a value by a pattern, the head of a loop, or where nothing can be kept: told beforehand. */
export function visitTarget(target: Member, context: Context): void {
  if (!isRecorded(target, context)) return;
  const key = keyOf(target);
  const site = context.site(target.property);
  if (key === undefined) context.wrap(target.object, 'Z', site);
  else context.wrap(target.object, 'W', key, site);
}

/** Object and computed key, visited. */
export function visitParts(node: Member, context: Context): void {
  context.visit(node.object);
  if (node.computed) context.visit(node.property);
}

/** Source text of a key that is the same whenever the code runs. */
export function keyOf(node: Member): string | undefined {
  const { property } = node;
  if (property.type === 'PrivateName') return JSON.stringify(`#${property.id.name}`);
  if (!node.computed) return property.type === 'Identifier' ? JSON.stringify(property.name) : undefined;
  const key = bare(property);
  if (key.type === 'StringLiteral' || key.type === 'NumericLiteral') return JSON.stringify(String(key.value));
  return undefined;
}

/** How to speak of an object a second time. */
export function handleOf(node: t.Node, context: Context): { text: string; temporary: boolean } | undefined {
  const fixed = fixedText(node, context);
  if (fixed !== undefined) return { text: fixed, temporary: false };
  const text = context.temporary();
  return text === undefined ? undefined : { text, temporary: true };
}

/** Source text of what stays the same while an expression is worked out, and costs nothing. */
export function fixedText(node: t.Node, context: Context): string | undefined {
  if (node.type === 'ThisExpression') return 'this';
  if (node.type !== 'Identifier') return undefined;
  const variable = context.variables.get(node);
  return variable === undefined || variable.assigned || variable.kind === 'import' ? undefined : node.name;
}

/** Whether a name stands for all that another module exports. */
function isModule(node: t.Node, context: Context): boolean {
  if (node.type !== 'Identifier' || context.imports.get(node.name) !== '*') return false;
  return context.variables.get(node)?.kind === 'import';
}

function wrapKey(
  property: t.Node,
  method: string,
  object: string,
  site: string,
  context: Context,
  kept?: string,
): void {
  const { open, close } = parentheses(property);
  const keep = kept === undefined ? '' : `${kept}=`;
  context.inserts.open(startOf(property), `${context.runtime}.${method}(${object},${keep}${open}`);
  context.inserts.close(endOf(property), `${close},${site})`);
}

function keepKey(property: t.Node, name: string, context: Context): void {
  const { open, close } = parentheses(property);
  context.inserts.open(startOf(property), `${name}=${open}`);
  context.inserts.close(endOf(property), close);
}

function parentheses(node: t.Node): { open: string; close: string } {
  return node.type === 'SequenceExpression' ? { open: '(', close: ')' } : { open: '', close: '' };
}

const CONSTANT_GLOBALS: ReadonlySet<string> = new Set([
  'Math',
  'Number',
  'String',
  'Symbol',
  'Boolean',
  'BigInt',
  'Intl',
  'console',
]);

function isRecorded(node: Member, context: Context): boolean {
  const { object, property } = node;
  if (object.type === 'MetaProperty' || object.type === 'Super') return false;
  if (isLaterLink(node) && !canContinue(node, context)) return false;
  if (property.type === 'PrivateName')
    return !context.fixedPrivates.some((names) => names.has(property.id.name));
  if (object.type !== 'Identifier') return true;
  if (object.name === 'arguments') return false;
  return context.variables.has(object) || !CONSTANT_GLOBALS.has(object.name);
}

/**
 * `a?.b.c` ends where `a` is nothing, but what is handed to the runtime there is a chain of its own. So the runtime
 * looks whether it ended, and the next link lets it.
 */
function continueChain(node: Member, key: string | undefined, context: Context): void {
  if (!isLaterLink(node)) return;
  const base = baseOf(node.object);
  if (base === undefined) return;
  let kept = context.chainBases.get(base);
  if (kept === undefined) context.chainBases.set(base, (kept = context.anyTemporary()));
  context.wrap(node.object, 'm', kept, ...(key === undefined ? [] : [key]));
  const dot = find(context.code, node.computed ? '[' : '.', endOf(node.object));
  context.inserts.between(dot, node.computed ? '?.' : '?');
}

/** Whether a chain may have ended before it, without a `?.` of its own. */
function isLaterLink(node: Member): boolean {
  return node.type === 'OptionalMemberExpression' && !node.optional;
}

/** A key that is worked out is told to be asked of nothing only by who can keep the object meanwhile. */
function canContinue(node: Member, context: Context): boolean {
  return baseOf(node.object) !== undefined && (keyOf(node) !== undefined || context.frame.canKeep);
}

/** What stands before the nearest `?.` of the chain; undefined for a method, which has to stay one. */
function baseOf(node: t.Node): t.Node | undefined {
  let link: t.Node = node;
  for (;;) {
    if (link.type === 'TSNonNullExpression') link = link.expression;
    else if (link.type === 'OptionalMemberExpression') {
      if (link.optional) return link.object;
      link = link.object;
    } else if (link.type === 'OptionalCallExpression') {
      if (link.optional) return isMember(bare(link.callee)) ? undefined : link.callee;
      link = link.callee;
    } else return undefined;
  }
}
