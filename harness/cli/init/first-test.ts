import type { Runner } from './surroundings.ts';

/** The text of the first test: a small class with a race that every developer has written once. */
export function firstTest(runner: Runner, typed: boolean): string {
  return [...imports(runner), ...theClass(typed), ...theTest(runner)].join('\n');
}

function imports(runner: Runner): readonly string[] {
  return runner === 'vitest'
    ? ["import { test } from 'heddle/vitest';", "import { expect } from 'vitest';"]
    : ["import assert from 'node:assert/strict';", "import { test } from 'heddle/node-test';"];
}

function theClass(typed: boolean): readonly string[] {
  const [none, count, answer] = typed
    ? [': Promise<void>', ': Promise<number>', ': Promise<boolean>']
    : ['', '', ''];
  return [
    '',
    '/** Stands for a table in a database. */',
    'class Stock {',
    '  tickets = 1;',
    '',
    `  async left()${count} {`,
    '    return this.tickets;',
    '  }',
    '',
    `  async takeOne()${none} {`,
    '    this.tickets -= 1;',
    '  }',
    '}',
    '',
    '/** The mistake: between the look at the stock and the sale, somebody else may look. */',
    'class TicketShop {',
    ...(typed ? ['  readonly #stock: Pick<Stock, "left" | "takeOne">;'.replaceAll('"', "'")] : ['  #stock;']),
    '',
    `  constructor(stock${typed ? ": Pick<Stock, 'left' | 'takeOne'>" : ''}) {`,
    '    this.#stock = stock;',
    '  }',
    '',
    `  async buy()${answer} {`,
    '    if ((await this.#stock.left()) === 0) return false;',
    '    await this.#stock.takeOne();',
    '    return true;',
    '  }',
    '}',
    '',
  ];
}

function theTest(runner: Runner): readonly string[] {
  const check =
    runner === 'vitest' ? 'expect(stock.raw.tickets).toBe(0);' : 'assert.equal(stock.raw.tickets, 0);';
  return [
    "test('the last ticket is sold once', async (sim) => {",
    '  // Each call of a method is an operation now: heddle decides when it takes effect, and when it is answered.',
    "  const stock = sim.service('stock', new Stock());",
    '  const shop = new TicketShop(stock);',
    '  await sim.all({ ann: () => shop.buy(), bob: () => shop.buy() });',
    `  ${check}`,
    '});',
    '',
  ];
}
