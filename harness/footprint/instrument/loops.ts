import type * as t from '@babel/types';
import type { Context } from './context.ts';
import { identifiersOf, takenBy, visitPattern } from './patterns.ts';
import { endOf, find, startOf } from './syntax.ts';

/** `for (const x of xs)`, `for await`, `for (const key in object)`. */
export function visitForEach(node: t.ForOfStatement | t.ForInStatement, context: Context): void {
  const { left, right } = node;
  const pattern = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : left;
  const site = context.site(right);
  if (node.type === 'ForInStatement') context.wrap(right, 'K', site);
  else {
    const taken = pattern && !node.await ? takenBy(pattern) : undefined;
    context.wrap(right, 'i', site, ...(taken === undefined ? [] : [taken]));
  }
  if (pattern) visitPattern(pattern, context);
  context.visit(right);
  const first: string[] = [];
  const cell = context.cells.madeAt(node);
  if (cell !== undefined) first.push(`const ${cell}=${context.runtime}.cell();`);
  if (pattern && (left.type !== 'VariableDeclaration' || left.kind === 'var')) {
    for (const identifier of identifiersOf(pattern)) first.push(...written(identifier, context));
  }
  if (first.length > 0) beginBody(node.body, first.join(''), context);
  context.visit(node.body);
}

/** Each turn of `for (let i …)` has an `i` of its own, and so a cell. */
export function visitFor(node: t.ForStatement, context: Context): void {
  const cell = context.cells.madeAt(node);
  if (cell !== undefined && node.init) {
    const made = `${cell}=${context.runtime}.cell()`;
    context.inserts.between(endOf(node.init), `,${made}`);
    if (node.update) context.inserts.open(startOf(node.update), `${made},`);
    else {
      const first = find(context.code, ';', endOf(node.init));
      const second = find(context.code, ';', node.test ? endOf(node.test) : first + 1);
      context.inserts.between(second + 1, made);
    }
  }
  context.visit(node.init);
  context.visit(node.test);
  context.visit(node.update);
  context.visit(node.body);
}

function written(identifier: t.Identifier, context: Context): string[] {
  const cell = context.cells.of(context.variables.get(identifier));
  if (cell === undefined) return [];
  return [`${context.runtime}.V(0,${cell.cell},${cell.name},${context.site(identifier)},1);`];
}

function beginBody(body: t.Statement, text: string, context: Context): void {
  if (body.type === 'BlockStatement') return context.inserts.between(startOf(body) + 1, text);
  context.inserts.open(startOf(body), `{${text}`);
  context.inserts.close(endOf(body), '}');
}
