export * from 'fast-check';
export { scheduler } from './scheduler.ts';
