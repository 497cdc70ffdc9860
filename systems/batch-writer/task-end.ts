import { Cancelled, type Task } from '../primitives/task.ts';

/** Waits for the end of a background task, if there is one. That it was cancelled is no news to who stops it. */
export async function taskEnd(task: Task<void> | undefined): Promise<void> {
  try {
    await task?.result;
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
  }
}
