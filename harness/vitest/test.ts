import { afterAll, type TestContext, test as vitestTest } from 'vitest';
import { askedReplay, checkMet, isLeftOut } from '../testing/asked-replay.ts';
import { numbered, placeOf } from '../testing/place-of.ts';
import { runTest } from '../testing/run-test.ts';
import type { TestApi } from '../testing/test-api.ts';
import { testApi } from '../testing/test-function.ts';
import { TIMEOUT_MS_DEFAULT } from '../testing/test-options.ts';
import { withSoftErrors } from './soft-errors.ts';
import { testIdOf, type TestPlace } from '../test-id.ts';

/**
 * A test of vitest whose body runs once in each interleaving. What it throws is the violation; the error of the failing
 * test tells damage, cause and steps, and the command that replays it.
 */
export const test: TestApi = testApi({
  add(mode, name, body, options) {
    const register = mode === 'run' ? vitestTest : vitestTest[mode];
    register(name, { timeout: options.timeoutMs ?? TIMEOUT_MS_DEFAULT }, async ({ task, skip }) => {
      const place = placeOfTask(task);
      if (isLeftOut(testIdOf(place))) skip();
      await runTest(place, task.file, withSoftErrors(task, body), options);
    });
  },
  todo: (name) => vitestTest.todo(name),
});

if (askedReplay() !== undefined) afterAll(checkMet);

function placeOfTask(task: TestContext['task']): TestPlace {
  const { name } = task;
  const alike = (task.suite ?? task.file).tasks.filter((other) => other.name === name);
  const names = [numbered(name, alike.indexOf(task) + 1)];
  for (let suite = task.suite; suite !== undefined; suite = suite.suite) {
    // The file itself is the outermost suite.
    if (suite.type === 'suite' && 'filepath' in suite) break;
    names.unshift(suite.name);
  }
  return placeOf(task.file.filepath, names);
}
