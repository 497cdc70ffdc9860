import type { SimulatedFiles } from '../../core/simulated-node.ts';
import { nativeError } from '../machine/native-error.ts';
import { Errno, fail } from './volume/errno.ts';
import type { Inode } from './volume/inode.ts';
import type { Volume } from './volume/volume.ts';

/** `sim.files`: a volume, from without. */
export function simulatedFiles(volume: Volume): SimulatedFiles {
  return {
    read: (path) => asked('open', path, () => fileAt(volume, path).content.view().toString()),
    write: (path, content) => asked('open', path, () => volume.put(absolute(path), content)),
    exists: (path) => exists(volume, path),
    remove: (path) => asked('unlink', path, () => remove(volume, path)),
    tree: () => treeOf(volume),
  };
}

/** Makes an error of Node's of what the volume says. */
function asked<T>(syscall: string, path: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw error instanceof Errno ? nativeError(error.code, syscall, path) : error;
  }
}

function absolute(path: string): string {
  return path.startsWith('/') ? path : `${process.cwd()}/${path}`;
}

function fileAt(volume: Volume, path: string): Inode {
  const inode = volume.find(absolute(path));
  return inode.isFolder ? fail('EISDIR') : inode;
}

function exists(volume: Volume, path: string): boolean {
  try {
    volume.find(absolute(path));
    return true;
  } catch {
    return false;
  }
}

function remove(volume: Volume, path: string): void {
  const { parent, name, inode } = volume.walk(absolute(path), 'link');
  if (inode === undefined) fail('ENOENT');
  volume.take(parent, name);
}

function treeOf(volume: Volume): Record<string, string> {
  const files: Record<string, string> = {};
  const visit = (inode: Inode, path: string): void => {
    for (const [name, child] of inode.entries ?? []) {
      if (child.isFolder) visit(child, `${path}/${name}`);
      else if (child.source === undefined && !child.isLink)
        files[`${path}/${name}`] = child.content.view().toString();
    }
  };
  visit(volume.root, '');
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}
