import { parse as parseWithBabel, type ParserPlugin } from '@babel/parser';
import type * as t from '@babel/types';

const ALWAYS: readonly ParserPlugin[] = [
  'explicitResourceManagement',
  'decoratorAutoAccessors',
  'sourcePhaseImports',
];

/** @throws SyntaxError where the file is not of the language that its name says */
export function parse(code: string, file: string): t.File {
  const plugins = [...ALWAYS, ...pluginsFor(file)];
  const decorators: ParserPlugin[] = ['decorators', 'decorators-legacy'];
  let failed: unknown;
  for (const decorator of decorators) {
    try {
      return parseWithBabel(code, {
        sourceType: file.endsWith('.cjs') ? 'script' : 'unambiguous',
        allowReturnOutsideFunction: true,
        allowAwaitOutsideFunction: !/\.c[jt]s$/.test(file),
        allowNewTargetOutsideFunction: true,
        allowUndeclaredExports: true,
        createParenthesizedExpressions: true,
        attachComment: false,
        plugins: [...plugins, decorator],
      });
    } catch (error) {
      failed ??= error;
    }
  }
  throw failed;
}

function pluginsFor(file: string): ParserPlugin[] {
  if (/\.[cm]?ts$/.test(file)) return ['typescript'];
  if (file.endsWith('.tsx')) return ['typescript', 'jsx'];
  return ['jsx'];
}

/** Index of a node's first character. */
export function startOf(node: t.Node): number {
  if (typeof node.start !== 'number') throw new Error(`a ${node.type} without a place in its file`);
  return node.start;
}

/** Index after a node's last character. */
export function endOf(node: t.Node): number {
  if (typeof node.end !== 'number') throw new Error(`a ${node.type} without a place in its file`);
  return node.end;
}

const NOT_NODES: ReadonlySet<string> = new Set([
  'type',
  'start',
  'end',
  'loc',
  'extra',
  'range',
  'errors',
  'comments',
  'tokens',
]);

/** The nodes right below one, in the order of the file. */
export function childrenOf(node: t.Node): t.Node[] {
  const found: t.Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (NOT_NODES.has(key)) continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) found.push(child);
  }
  return found;
}

function isNode(value: unknown): value is t.Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Whether there is nothing of it when the program runs. */
export function isErased(node: t.Node): boolean {
  if ('declare' in node && node.declare === true) return true;
  if ('abstract' in node && node.abstract === true && node.type !== 'ClassDeclaration') return true;
  return node.type.startsWith('TS') && !LASTING.has(node.type);
}

const LASTING: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSModuleDeclaration',
  'TSModuleBlock',
  'TSEnumDeclaration',
  'TSExportAssignment',
  'TSParameterProperty',
]);

/** What is within parentheses and assertions of type. */
export function bare(node: t.Node): t.Node {
  let inner = node;
  while (
    inner.type === 'ParenthesizedExpression' ||
    inner.type === 'TSAsExpression' ||
    inner.type === 'TSSatisfiesExpression' ||
    inner.type === 'TSNonNullExpression' ||
    inner.type === 'TSTypeAssertion' ||
    inner.type === 'TSInstantiationExpression'
  ) {
    inner = inner.expression;
  }
  return inner;
}

/** A function or class that takes its name from what it is assigned to. */
export function takesName(node: t.Node): boolean {
  const inner = bare(node);
  if (inner.type === 'ArrowFunctionExpression') return true;
  return (inner.type === 'FunctionExpression' || inner.type === 'ClassExpression') && !inner.id;
}

/** All nodes that are functions with parameters and a body. */
export type FunctionNode =
  | t.FunctionDeclaration
  | t.FunctionExpression
  | t.ArrowFunctionExpression
  | t.ObjectMethod
  | t.ClassMethod
  | t.ClassPrivateMethod;

export function isFunction(node: t.Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'ObjectMethod' ||
    node.type === 'ClassMethod' ||
    node.type === 'ClassPrivateMethod'
  );
}

/** Index of `wanted` at or after `from`, comments passed over. */
export function find(code: string, wanted: string, from: number): number {
  let index = from;
  while (index < code.length && !code.startsWith(wanted, index)) {
    if (code.startsWith('//', index)) index = endOfLine(code, index);
    else if (code.startsWith('/*', index)) index = code.indexOf('*/', index) + 2;
    else index += 1;
  }
  return index;
}

function endOfLine(code: string, from: number): number {
  const end = /[\n\r\u2028\u2029]/g;
  end.lastIndex = from;
  return end.exec(code)?.index ?? code.length;
}
