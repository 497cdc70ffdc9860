import { fileURLToPath } from 'node:url';
import type { Instrumenter } from './instrumented.ts';

/** As much of what a loader of Node gives as matters here. */
export interface Loaded {
  readonly format?: string | null | undefined;
  readonly source?: string | ArrayBuffer | NodeJS.TypedArray | null | undefined;
}

/** Of ESM, as written or in TypeScript; CommonJS comes by other ways, and JSON is no code. */
const MODULES: ReadonlySet<unknown> = new Set(['module', 'module-typescript']);

/** What a loader gave, with the source instrumented if it is in scope. */
export function withInstrumented<T extends Loaded>(loaded: T, url: string, instrumenter: Instrumenter): T {
  const { format, source } = loaded;
  if (!url.startsWith('file:') || !MODULES.has(format) || source === undefined || source === null)
    return loaded;
  const file = fileURLToPath(new URL(url));
  if (!instrumenter.covers(file)) return loaded;
  const code = typeof source === 'string' ? source : new TextDecoder().decode(source);
  return { ...loaded, source: instrumenter.text(code, file) };
}
