import { createRequire } from 'node:module';

/** The version of heddle. From source and from `dist/` the package is found by its own name. */
export const version: string = (createRequire(import.meta.url)('heddle/package.json') as { version: string })
  .version;
