import { after, test as nodeTest, type TestContext } from 'node:test';
import { askedReplay, checkMet, isLeftOut } from '../testing/asked-replay.ts';
import { numbered, placeOf } from '../testing/place-of.ts';
import { runTest } from '../testing/run-test.ts';
import type { TestApi } from '../testing/test-api.ts';
import { testApi } from '../testing/test-function.ts';
import { TIMEOUT_MS_DEFAULT } from '../testing/test-options.ts';
import { testIdOf, type TestPlace } from '../test-id.ts';

/**
 * A test of Node's own runner (`node --test`) whose body runs once in each interleaving. What it throws is the
 * violation; the error of the failing test tells damage, cause and steps, and the command that replays it.
 */
export const test: TestApi = testApi({
  add(mode, name, body, options) {
    const settings = {
      timeout: options.timeoutMs ?? TIMEOUT_MS_DEFAULT,
      ...(mode !== 'run' && { [mode]: true }),
    };
    void nodeTest(name, settings, async (context) => {
      const place = placeOfContext(context);
      if (isLeftOut(testIdOf(place))) context.skip();
      else await runTest(place, session, body, options);
    });
  },
  todo: (name) => void nodeTest.todo(name),
});

if (askedReplay() !== undefined) after(checkMet);

const counts = new Map<string, number>();

/** How many tests of that name have begun; they begin in the order of the file. */
function countOf(name: string): number {
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  return count;
}

/** Node runs a file once in a process. */
const session = {};

/** The names of groups and tests come joined as they are in the id of a test. */
function placeOfContext(context: TestContext & { readonly filePath?: string }): TestPlace {
  const { filePath, fullName } = context;
  // Node 20 does not say in which file a test stands, but runs each in a process of its own.
  return placeOf(filePath ?? process.argv[1] ?? process.cwd(), [numbered(fullName, countOf(fullName))]);
}
