import { watch } from 'chokidar';
import path from 'node:path';

const IGNORED_FOLDERS = new Set(['node_modules', 'dist', 'coverage', 'reports']);
/** What code is made of; reports that a run writes are not. */
const SOURCE = /\.[cm]?[jt]sx?$|^(?:package|tsconfig.*)\.json$/;

/**
 * Watches the sources of a package, but for folders that hold what others wrote. Node's own recursive watch goes deaf
 * for a file that an editor replaces as it saves it.
 * @param onChange told of a file, relative to the package, whenever it is written, added or removed; also more than once
 * @param onError told why something is not watched, such as too many files
 * @returns ends it, once it watches
 */
export async function watchSources(
  root: string,
  onChange: (file: string) => void,
  onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const isIgnored = (file: string): boolean => {
    const [first = '', ...others] = path.relative(root, file).split(path.sep);
    const isHidden = [first, ...others].some((name) => name.startsWith('.') || name === 'node_modules');
    return first !== '' && (isHidden || IGNORED_FOLDERS.has(first));
  };
  const watcher = watch(root, {
    ignoreInitial: true,
    ignored: (file, stats) =>
      isIgnored(file) || (stats?.isFile() === true && !SOURCE.test(path.basename(file))),
  });
  const tell = (file: string): void => {
    if (SOURCE.test(path.basename(file))) onChange(path.relative(root, file));
  };
  watcher.on('all', (event, file) => {
    if (!event.endsWith('Dir')) tell(file);
  });
  // It reads a folder again once a second at most: of a file that is replaced twice within one it is silent.
  watcher.on('raw', (_, name: string | null, details) => {
    const { watchedPath } = details as { readonly watchedPath: string };
    if (name !== null) tell(path.basename(watchedPath) === name ? watchedPath : path.join(watchedPath, name));
  });
  watcher.on('error', onError);
  await new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
  });
  return () => watcher.close();
}
