import fs, { existsSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { TimeUp } from '../node/bounded.ts';
import { Program } from '../program/program.ts';
import { simulate } from '../program/simulate.ts';
import { replaySchedule } from '../replay/replay.ts';
import { type Scenario, scenario } from '../scenario.ts';
import { promptPicker } from './picker.ts';
import type { Sim } from './sim.ts';

class Api {
  readonly name = 'api';
  send(text: string): string {
    return `sent ${text}`;
  }
}
const api = new Api();
const plain = {
  count: 1,
  get late() {
    return 'real';
  },
};

afterEach(() => {
  expect([Object.keys(api), api.send('x')]).toEqual([['name'], 'sent x']);
  expect([plain.count, plain.late]).toEqual([1, 'real']);
  expect(existsSync('/')).toBe(true);
});

test('what is patched is so for one run, inherited methods, values and accessors too', async () => {
  const run = await simulate((sim) => {
    sim.patch(api, { send: (text) => `faked ${text}` });
    sim.patch(plain, { count: 2, late: 'fake' });
    sim.patch(plain, { count: 3 });
    sim.task('a', () => [api.send('x'), plain.count, plain.late]);
    return () => {
      expect(api.send('y')).toBe('faked y');
      return [];
    };
  });
  expect(run.tasks.get('a')?.value).toEqual(['faked x', 3, 'fake']);
});

test('modules of Node’s are patched for those who have imported their names, too', async () => {
  const run = await simulate((sim) => {
    sim.patch(fs, { existsSync: () => false });
    sim.task('a', () => existsSync('/'));
  });
  expect(run.tasks.get('a')?.value).toBe(false);
});

test('a patch is undone where the set-up, a check or the picker throws', async () => {
  const broken = new Error('broken');
  const throwing = (): never => {
    throw broken;
  };
  const patching = (then: () => void) => (sim: Sim) => {
    sim.patch(api, { send: () => 'faked' });
    sim.task('a', () => {});
    then();
  };
  await expect(simulate(patching(throwing))).rejects.toBe(broken);
  await expect(
    simulate(
      patching(() => {}),
      { picker: { pick: throwing } },
    ),
  ).rejects.toBe(broken);
  const checks = (sim: Sim): (() => never) => {
    patching(() => {})(sim);
    return throwing;
  };
  await expect(simulate(checks)).rejects.toBe(broken);
});

function story(run: (sim: Sim) => void): Scenario {
  return scenario<object, object>(
    'a story',
    { id: 'sample', variants: { only: {} } },
    {
      invariants: [],
      run: (sim) => {
        sim.patch(api, { send: () => 'faked' });
        run(sim);
        return () => [];
      },
    },
  );
}

test('a patch is undone after a replay, and after a run that escaped', async () => {
  const calm = story((sim) => void sim.task('a', () => {}));
  expect((await replaySchedule('sample/a', calm, 'only', { workload: {}, schedule: [] })).status).toBe(
    'passed',
  );
  const escaping = story((sim) => {
    sim.task('a', () => fs.readFile('/dev/null', () => {}));
  });
  expect((await replaySchedule('sample/a', escaping, 'only', { workload: {}, schedule: [] })).status).toBe(
    'escaped',
  );
});

test('a patch is undone after a run that does not come back', async () => {
  const endless = story((sim) => {
    sim.task('a', () => {
      for (;;);
    });
  });
  const program = new Program('sample/a', endless, 'only', false, 100);
  await expect(program.inSlice(() => program.run({}, promptPicker))).rejects.toThrow(TimeUp);
});

test.each([
  [
    'is misspelt',
    (sim: Sim) => sim.patch(api, { sned: () => '' } as never),
    "has no 'sned'; it has: name, send.",
  ],
  [
    'belongs to what is frozen',
    (sim: Sim) => sim.patch(Object.freeze({ send: String }), { send: String }),
    "'send' cannot be replaced: the object is frozen",
  ],
  [
    'belongs to nothing',
    (sim: Sim) => sim.patch(undefined as unknown as object, {}),
    'sim.patch takes an object',
  ],
])('what %s is refused in one line', async (_, patching, message) => {
  await expect(simulate((sim) => patching(sim))).rejects.toThrow(message);
});
