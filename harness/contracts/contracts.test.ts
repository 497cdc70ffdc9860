import { describe, expect, test } from 'vitest';
import { contracts } from './contracts.ts';
import { play } from './frame/play.ts';
import { linesOf, Recorded } from './frame/recorded.ts';

describe.each(contracts.map((contract) => [contract.name, contract] as const))(
  'the simulated %s answers what the real one answered',
  (name, contract) => {
    const recorded = new Recorded(name);
    test.each(contract.histories.map((history) => [history.name, history] as const))(
      '%s',
      async (_, history) => {
        expect(linesOf(await play(history, await contract.simulated()))).toEqual(recorded.of(history));
      },
    );
  },
);
