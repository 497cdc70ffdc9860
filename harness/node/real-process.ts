import { runInThisContext } from 'node:vm';

/**
 * The process to whose listeners Node tells of errors. A runner that evaluates modules in a context of its own may show
 * them a copy, as Jest does, and what listens there hears nothing.
 */
export const realProcess = runInThisContext('process') as NodeJS.Process;
