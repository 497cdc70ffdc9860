import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../trace/package-root.ts';

/** Which code is instrumented: what belongs to the package under test, and packages that it asks for. */
export interface Scope {
  /** Folder of the package under test, absolute. */
  readonly root: string;
  /** Names of packages, as the code under test imports them. */
  readonly packages: readonly string[];
}

const PACKAGES = `${path.sep}node_modules${path.sep}`;

/** Of code: JSON and native modules are none. */
const CODE = /\.[cm]?[jt]sx?$/;

/** What `node_modules` calls a scoped package, or one. */
const PACKAGE_NAME = /^(?:@[^\\/]+[\\/])?[^\\/]+/;

/** This file is `<heddle>/harness/footprint/loader/scope.ts`, or what is built of it, `<heddle>/dist/harness/…`. */
const heddle = fileURLToPath(new URL('../../../', import.meta.url)).replace(/dist[\\/]$/, '');

/** Parts of heddle's own repository that are the engine, and what is built of it. */
const ENGINE = ['harness', 'reports', 'dist'].map((folder) => path.join(heddle, folder) + path.sep);

/** Tests of the engine, what they are about, and cases of the bench are authors of their own. */
const AUTHORED = /\.(?:test|fixture|scenario)\.[cm]?[jt]sx?$|[\\/]bench[\\/]cases[\\/]/;

/** Whether a file is to be instrumented. @param file absolute */
export function isInScope(file: string, { root, packages }: Scope): boolean {
  if (!CODE.test(file)) return false;
  if (ENGINE.some((folder) => file.startsWith(folder)) && !AUTHORED.test(file)) return false;
  const at = file.lastIndexOf(PACKAGES);
  if (at !== -1) return packages.includes(packageIn(file.slice(at + PACKAGES.length)));
  return file.startsWith(path.join(root, path.sep)) || packages.includes(nameOfPackage(file));
}

function packageIn(rest: string): string {
  return (PACKAGE_NAME.exec(rest)?.[0] ?? '').replace(path.sep, '/');
}

const names = new Map<string, string>();

/** What a package that stands elsewhere, and is linked, calls itself. */
function nameOfPackage(file: string): string {
  const root = packageRoot(path.dirname(file));
  if (root === undefined) return '';
  let name = names.get(root);
  if (name === undefined) names.set(root, (name = readName(path.join(root, 'package.json'))));
  return name;
}

function readName(manifest: string): string {
  try {
    const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly name?: unknown };
    return typeof name === 'string' ? name : '';
  } catch {
    return '';
  }
}
