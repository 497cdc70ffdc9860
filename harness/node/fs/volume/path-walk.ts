import { fail } from './errno.ts';
import type { Inode } from './inode.ts';

const NAME_BYTES_MAX = 255;
const PATH_BYTES_MAX = 4096;
const LINKS_MAX = 40;

/** Where a path leads to. */
export interface Place {
  /** The folder that has it, or would. */
  readonly parent: Inode;
  /** Its name there; `.`, `..` or empty where the path ends so. */
  readonly name: string;
  readonly inode: Inode | undefined;
  /** Whether the path ends with a slash: then it means a folder. */
  readonly isSlashed: boolean;
}

/**
 * What becomes of the end of a path: a symbolic link there is followed (`follow`), or only where a slash comes after it
 * (`link`), or the name itself is meant, which is made or taken away (`parent`).
 */
export type PathEnd = 'follow' | 'link' | 'parent';

/** What a walk needs of the volume. */
interface Ground {
  readonly root: Inode;
  /** @throws Errno where one may not look into the folder */
  childOf(folder: Inode, name: string): Inode | undefined;
}

/** Whether a place has no name of its own: the root, or the end of `a/.` or `a/..`. */
export function isUnnamed({ name }: Place): boolean {
  return name === '' || name === '.' || name === '..';
}

/**
 * Follows a path as Linux does.
 * @param path absolute
 * @throws Errno `ENOENT`, `ENOTDIR`, `ELOOP`, `ENAMETOOLONG`, `EACCES` for what is on the way; what is at the end may be
 * missing
 */
export function walk(ground: Ground, path: string, end: PathEnd): Place {
  if (path === '') fail('ENOENT');
  if (path.length >= PATH_BYTES_MAX) fail('ENAMETOOLONG');
  let parts = path.split('/');
  let parent = ground.root;
  let inode: Inode | undefined = ground.root;
  let name = '';
  let links = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? '';
    if (part === '') continue;
    if (inode === undefined) fail('ENOENT');
    if (!inode.isFolder) fail('ENOTDIR');
    if (part.length > NAME_BYTES_MAX) fail('ENAMETOOLONG');
    parent = inode;
    name = part;
    inode = part === '.' ? parent : part === '..' ? (parent.parent ?? parent) : ground.childOf(parent, part);
    if (inode?.target === undefined) continue;
    const rest = parts.slice(i + 1);
    const isLast = rest.every((each) => each === '');
    if (isLast && (end === 'parent' || (end === 'link' && rest.length === 0))) continue;
    links += 1;
    if (links > LINKS_MAX) fail('ELOOP');
    if (inode.target === '') fail('ENOENT');
    parts = [...inode.target.split('/'), ...rest];
    inode = inode.target.startsWith('/') ? ground.root : parent;
    parent = inode;
    name = '';
    i = -1;
  }
  const isSlashed = path.endsWith('/');
  if (isSlashed && end !== 'parent' && inode !== undefined && !inode.isFolder) fail('ENOTDIR');
  return { parent, name, inode, isSlashed };
}
