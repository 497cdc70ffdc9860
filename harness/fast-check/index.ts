/** fast-check with heddle's scheduler: change the import, and nothing else. */
import * as fc from './fc.ts';

export * from 'fast-check';
export { scheduler, type SchedulerOptions } from './scheduler.ts';
export { schedulerOf } from './scheduler-of.ts';
/** All of fast-check, with this scheduler in the place of its own. */
export default fc;
