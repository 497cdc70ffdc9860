import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { workerData } from 'node:worker_threads';
import { build, type BuildFailure, type Loader, type Plugin } from 'esbuild';
import type { BundleAnswer, BundleOrder } from './bundle-instrumented.ts';
import { Instrumenter, type Unreadable } from './instrumented.ts';

const { options, scope, port, done } = workerData as BundleOrder;
const unreadable: Unreadable[] = [];
const instrumenter = new Instrumenter(scope, (one) => unreadable.push(one));

const instrumenting: Plugin = {
  name: 'heddle',
  setup(building) {
    building.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, async ({ path: file }) => {
      if (!instrumenter.covers(file)) return undefined;
      return { contents: instrumenter.text(await readFile(file, 'utf8'), file), loader: loaderOf(file) };
    });
  },
};

/** As esbuild does where nobody tells it. */
function loaderOf(file: string): Loader {
  const extension = path.extname(file).replace(/^\.[cm]/, '.');
  return extension.slice(1) as 'js' | 'jsx' | 'ts' | 'tsx';
}

async function answered(): Promise<BundleAnswer> {
  try {
    const { outputFiles = [] } = await build({ ...options, plugins: [instrumenting] });
    return { files: outputFiles.map(({ path, contents }) => ({ path, contents })), unreadable };
  } catch (error) {
    const { message, errors } = error as BuildFailure;
    return { message, errors };
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of threads has no origin
port.postMessage(await answered());
Atomics.store(done, 0, 1);
Atomics.notify(done, 0);
