export { test } from './test.ts';
export type { TestBody } from '../testing/body-scenario.ts';
export type * from '../testing/test-api.ts';
export type { TestOptions } from '../testing/test-options.ts';
export { UnexpectedVerdict } from '../testing/unexpected-verdict.ts';
export type {
  CommandInput,
  CommandOptions,
  CommandResult,
  Commands,
  CommandScript,
} from '../core/command.ts';
export type { NodeOptions } from '../core/node-options.ts';
