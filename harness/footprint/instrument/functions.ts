import type * as t from '@babel/types';
import type { Context } from './context.ts';
import { Frame } from './frame.ts';
import { takenBy, visitPattern } from './patterns.ts';
import { endOf, find, startOf, type FunctionNode } from './syntax.ts';

export function visitFunction(node: FunctionNode, context: Context, first: readonly string[] = []): void {
  if ('computed' in node && node.computed) context.visit(node.key);
  const parameters = parametersOf(node);
  const patterns = parameters.map((parameter) => takenBy(parameter));
  const takes = patterns.some((taken) => taken !== undefined);
  if (takes && node.type === 'ArrowFunctionExpression') handThrough(node, patterns, context);
  context.within(new Frame(context.frame, false), () => {
    for (const parameter of node.params) visitPattern(parameter, context);
  });
  const frame = new Frame(context.frame, true);
  const cell = context.cells.madeAt(node);
  if (cell !== undefined) frame.prologue.push(`const ${cell}=${context.runtime}.cell();`);
  frame.prologue.push(...first);
  if (takes && node.type !== 'ArrowFunctionExpression') {
    for (const [index, taken] of patterns.entries()) {
      if (taken === undefined) continue;
      const site = context.site(parameters[index] ?? node);
      frame.prologue.push(`${context.runtime}.D(arguments[${index}],${taken},${site});`);
    }
  }
  context.within(frame, () => visitBody(node, context));
}

function visitBody({ body }: FunctionNode, context: Context): void {
  if (body.type === 'BlockStatement') {
    putFrame(body, context);
    return context.visitAll(body.body);
  }
  const { frame, inserts } = context;
  const isNeeded = () => frame.text('let') !== '';
  inserts.open(startOf(body), () => (isNeeded() ? `{${frame.text('let')}return (` : ''));
  inserts.close(endOf(body), () => (isNeeded() ? ')}' : ''));
  context.visit(body);
}

/** Declares, where a body begins, what its frame will have come to need. */
export function putFrame(body: t.BlockStatement | t.StaticBlock | t.TSModuleBlock, context: Context): void {
  const { frame } = context;
  const directives = body.type === 'BlockStatement' ? body.directives : [];
  const last = directives.at(-1);
  const index = last === undefined ? find(context.code, '{', startOf(body)) + 1 : endOf(last);
  context.inserts.between(index, () => {
    const text = frame.text('let');
    return last !== undefined && text !== '' ? `;${text}` : text;
  });
}

/** An arrow function has no `arguments`: another around it sees what it takes apart. */
function handThrough(
  node: t.ArrowFunctionExpression,
  patterns: readonly (string | undefined)[],
  context: Context,
): void {
  const names = node.params.map(() => context.newName());
  const outer: string[] = [];
  const inner: string[] = [];
  for (const [index, parameter] of node.params.entries()) {
    const name = names[index] ?? '';
    const taken = patterns[index];
    const isRest = parameter.type === 'RestElement';
    // `length` counts up to the first default value.
    outer.push(isRest ? `...${name}` : parameter.type === 'AssignmentPattern' ? `${name}=void 0` : name);
    if (isRest) inner.push(`...${name}`);
    else if (taken === undefined) inner.push(name);
    else inner.push(`${context.runtime}.D(${name},${taken},${context.site(parameter)})`);
  }
  context.inserts.open(startOf(node), `(${outer.join(',')})=>(`);
  context.inserts.close(endOf(node), `)(${inner.join(',')})`);
}

/** Without `this`, which TypeScript lets one declare. */
function parametersOf(node: FunctionNode): t.Node[] {
  return node.params.filter((parameter) => parameter.type !== 'Identifier' || parameter.name !== 'this');
}
