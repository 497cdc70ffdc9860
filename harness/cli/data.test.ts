import { expect, it } from 'vitest';
import type { ReportedFinding } from '../result.ts';
import { TestProject } from './fixtures/spawn-heddle.ts';

const RUN = ['run', 'account/two-deposits', '--runs', '50'];

const ACCOUNT = `
export class Account {
  balance: number = 0;
  async deposit(wait: () => Promise<void>): Promise<void> {
    const { balance } = this;
    await wait();
    this.balance = balance + 1;
  }
}
`;

/** @param account the module that exports it @param options of the scenario */
function scenarioOf(account: string, options = ''): string {
  return `
    import { scenario } from 'heddle';
    import * as accounts from '${account}';
    export default scenario('two deposits', { id: 'account', variants: { only: {} } }, {
      invariants: ['both'], kinds: { lost: 'It is lost.' }, ${options}
      run(sim) {
        const account = new accounts.Account();
        const wait = sim.operation('wait', { latencyMs: [1, 9] });
        for (const name of ['first', 'second'])
          sim.task(name, () => account.deposit(() => wait.call(undefined, () => {})));
        return () => [
          { invariant: 'both', finding: account.balance === 2 ? undefined : { kind: 'lost', message: 'lost' } },
        ];
      },
    });`;
}

function project(): TestProject {
  const made = TestProject.ofTest();
  made.write('src/account.ts', ACCOUNT);
  made.write('scenarios/account/two-deposits.scenario.ts', scenarioOf('../../src/account.ts'));
  return made;
}

function findingIn(made: TestProject): ReportedFinding | undefined {
  return made.report().results.flatMap(({ findings }) => findings)[0];
}

it('the cause of a failure is told in data, by heddle run and by heddle replay', async () => {
  const made = project();
  const { stdout } = await made.heddle(RUN);
  const finding = findingIn(made);
  expect(finding?.data).toMatchObject({ location: 'Account.balance' });
  for (const { place } of finding?.data?.accesses ?? []) expect(place).toMatch(/^src\/account\.ts:[57]$/);
  expect(stdout).toContain('Account.balance (account.ts:');
  const replayed = await made.heddle(['replay', finding?.token ?? '']);
  expect(replayed.stdout).toContain('Account.balance (account.ts:');
});

it('with --no-data it is not', async () => {
  const made = project();
  await made.heddle([...RUN, '--no-data']);
  const finding = findingIn(made);
  expect(finding?.message).toBe('lost');
  expect(finding?.data).toBeUndefined();
  const replayed = await made.heddle(['replay', finding?.token ?? '', '--no-data']);
  expect(replayed.stdout).not.toContain('Account.balance');
});

it('packages are taken into account where the scenario asks for them', async () => {
  const made = project();
  made.write('node_modules/an-account/package.json', '{ "name": "an-account", "main": "index.js" }');
  const code = ACCOUNT.replaceAll(/: (number|Promise<void>|\(\) => Promise<void>)/g, '');
  made.write('node_modules/an-account/index.js', code.replace('export class', 'exports.Account = class'));
  const run = async (options: string): Promise<ReportedFinding | undefined> => {
    made.write('scenarios/account/two-deposits.scenario.ts', scenarioOf('an-account', options));
    await made.heddle(RUN);
    return findingIn(made);
  };
  const asked = await run("instrument: ['an-account'],");
  expect(asked?.data?.location).toBe('Account.balance');
  const unasked = await run('');
  expect(unasked?.message).toBe('lost');
  expect(unasked?.data).toBeUndefined();
});

it('a project of CommonJS has it too', async () => {
  const made = project();
  made.edit('package.json', (text) => text.replace('"type": "module"', '"type": "commonjs"'));
  await made.heddle(RUN);
  expect(findingIn(made)?.data?.location).toBe('Account.balance');
});
