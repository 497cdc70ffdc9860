import type * as t from '@babel/types';
import { visitCall, visitLiteral, visitNew, visitTaggedTemplate } from './calls.ts';
import { visitClass } from './classes.ts';
import type { Context } from './context.ts';
import { Frame } from './frame.ts';
import { putFrame, visitFunction } from './functions.ts';
import { visitFor, visitForEach } from './loops.ts';
import { handleOf, isMember, keyOf, visitAssignmentToMember, visitMember } from './members.ts';
import { identifiersOf, takenBy, visitPattern } from './patterns.ts';
import { bare, childrenOf, isErased, isFunction, startOf, takesName } from './syntax.ts';
import {
  visitAssignmentToVariable,
  visitIdentifier,
  visitUpdateOfVariable,
  writeAfter,
} from './variables.ts';

/** Puts in, at a node and below it, what records. */
export function visit(node: t.Node, context: Context): void {
  if (isErased(node)) return;
  if (isFunction(node)) return visitFunction(node, context);
  if (isMember(node)) return visitMember(node, context);
  switch (node.type) {
    case 'Identifier':
      return visitIdentifier(node, context);
    case 'CallExpression':
    case 'OptionalCallExpression':
      return visitCall(node, context);
    case 'NewExpression':
      return visitNew(node, context);
    case 'TaggedTemplateExpression':
      return visitTaggedTemplate(node, context);
    case 'ObjectExpression':
    case 'ArrayExpression':
      return visitLiteral(node, context);
    case 'AssignmentExpression':
      return visitAssignment(node, context);
    case 'UpdateExpression':
      return visitUpdate(node, context);
    case 'UnaryExpression':
      return visitUnary(node, context);
    case 'BinaryExpression':
      return visitBinary(node, context);
    case 'TemplateLiteral':
      return visitTemplate(node, context);
    case 'SpreadElement':
    case 'JSXSpreadAttribute':
      context.wrap(node.argument, node.type === 'SpreadElement' ? 'i' : 'A', context.site(node));
      return context.visit(node.argument);
    case 'YieldExpression':
      if (node.delegate && node.argument) context.wrap(node.argument, 'i', context.site(node));
      return context.visit(node.argument);
    case 'ForOfStatement':
    case 'ForInStatement':
      return visitForEach(node, context);
    case 'ForStatement':
      return visitFor(node, context);
    case 'ClassDeclaration':
    case 'ClassExpression':
      return visitClass(node, context);
    default:
      return visitDeclaration(node, context);
  }
}

function visitDeclaration(node: t.Node, context: Context): void {
  switch (node.type) {
    case 'VariableDeclaration':
      for (const one of node.declarations) visitDeclarator(one, node.kind, context);
      return;
    case 'ObjectProperty':
      return visitProperty(node, context);
    case 'BlockStatement':
      beginScope(node, startOf(node) + 1, context);
      return context.visitAll(node.body);
    case 'CatchClause':
      beginScope(node, startOf(node.body) + 1, context);
      if (node.param) visitPattern(node.param, context);
      return context.visit(node.body);
    case 'TSModuleDeclaration':
      return context.visit(node.body);
    case 'TSModuleBlock':
      return visitModuleBlock(node, context);
    case 'LabeledStatement':
      return context.visit(node.body);
    case 'ExportNamedDeclaration':
      return context.visit(node.declaration);
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'TSEnumDeclaration':
    case 'Decorator':
    case 'PrivateName':
    case 'JSXOpeningElement':
      return node.type === 'JSXOpeningElement' ? context.visitAll(node.attributes) : undefined;
    default:
      return context.visitAll(childrenOf(node));
  }
}

function visitAssignment(node: t.AssignmentExpression, context: Context): void {
  const target = bare(node.left);
  if (target.type === 'Identifier') {
    context.holders.set(bare(node.right), target.name);
    return visitAssignmentToVariable(node, target, context);
  }
  if (isMember(target)) {
    const key = keyOf(target);
    const owner = target.object.type === 'ThisExpression' ? `${context.classes.at(-1) ?? 'this'}.` : '';
    if (key !== undefined) context.holders.set(bare(node.right), owner + String(JSON.parse(key)));
    return visitAssignmentToMember(node, target, context);
  }
  for (const identifier of identifiersOf(target)) writeAfter(node, identifier, context);
  const taken = takenBy(target);
  if (taken !== undefined) context.wrap(node.right, 'D', taken, context.site(target));
  visitPattern(target, context);
  context.visit(node.right);
}

function visitUpdate(node: t.UpdateExpression, context: Context): void {
  const target = bare(node.argument);
  if (target.type === 'Identifier') visitUpdateOfVariable(node, target, context);
  else if (isMember(target)) visitMember(target, context, 'update');
  else context.visit(target);
}

function visitUnary(node: t.UnaryExpression, context: Context): void {
  const target = bare(node.argument);
  if (node.operator === 'delete' && isMember(target)) visitMember(target, context, 'delete');
  else context.visit(node.argument);
}

/** `key in object`; brands never change, and arithmetic is on values. */
function visitBinary(node: t.BinaryExpression, context: Context): void {
  if (node.operator === 'in' && node.left.type !== 'PrivateName') {
    const site = context.site(node);
    const key =
      bare(node.left).type === 'StringLiteral' ? handleOfLiteral(node.left) : handleOf(node.left, context);
    if (key === undefined) context.wrap(node.right, 'K', site);
    else {
      if (key.temporary) context.wrapAs(node.left, 'o', key.text);
      context.wrap(node.right, 'h', key.text, site);
    }
  }
  context.visit(node.left);
  context.visit(node.right);
}

function handleOfLiteral(node: t.Node): { text: string; temporary: boolean } {
  const literal = bare(node);
  return { text: JSON.stringify(literal.type === 'StringLiteral' ? literal.value : ''), temporary: false };
}

function visitTemplate(node: t.TemplateLiteral, context: Context): void {
  for (const expression of node.expressions) {
    if (isErased(expression)) continue;
    context.wrap(expression, 'p', context.site(expression));
    context.visit(expression);
  }
}

function visitDeclarator(
  node: t.VariableDeclarator,
  kind: t.VariableDeclaration['kind'],
  context: Context,
): void {
  const { id, init } = node;
  if (init && id.type === 'Identifier') context.holders.set(bare(init), id.name);
  else if (init) {
    const taken = takenBy(id);
    if (taken !== undefined) context.wrap(init, 'D', taken, context.site(id));
  }
  // Only a `var` is there before its line, and so can be assigned by it.
  const cell = id.type === 'Identifier' ? context.cells.of(context.variables.get(id)) : undefined;
  if (cell !== undefined && kind === 'var' && init && !takesName(init)) {
    context.wrap(init, 'V', cell.cell, cell.name, context.site(id));
  }
  visitPattern(id, context);
  context.visit(init);
}

function visitProperty(node: t.ObjectProperty, context: Context): void {
  if (node.computed) context.visit(node.key);
  if (node.shorthand && node.value.type === 'Identifier') {
    // `{x}`: the name stays the key, and what is put in makes of it a value, too.
    const { value } = node;
    if (context.cells.of(context.variables.get(value)) || context.imports.has(value.name)) {
      context.inserts.open(startOf(value), `${value.name}:`);
    }
  } else if (!node.computed && node.key.type === 'Identifier')
    context.holders.set(bare(node.value), node.key.name);
  context.visit(node.value);
}

function visitModuleBlock(node: t.TSModuleBlock, context: Context): void {
  context.within(new Frame(context.frame, true), () => {
    beginScope(node, startOf(node) + 1, context);
    putFrame(node, context);
    context.visitAll(node.body);
  });
}

function beginScope(scope: t.Node, index: number, context: Context): void {
  const cell = context.cells.madeAt(scope);
  if (cell !== undefined) context.inserts.between(index, `const ${cell}=${context.runtime}.cell();`);
}
