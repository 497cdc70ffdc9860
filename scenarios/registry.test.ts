import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allScenarios } from './all-scenarios.ts';
import type { Mutant } from './mutant.ts';
import { registry } from './registry.ts';
import { statedBy } from './stated.ts';

const scenarios = [...(await allScenarios())];

for (const { system, invariants } of registry) {
  describe(system.id, async () => {
    const own = scenarios.filter(([id]) => id.startsWith(`${system.id}/`));
    const variants = Object.keys(system.variants);
    const mutantsFile = new URL(`${system.id}/mutants.ts`, import.meta.url);
    const { mutants } = existsSync(mutantsFile)
      ? ((await import(mutantsFile.href)) as { mutants: readonly Mutant[] })
      : { mutants: [] };

    test('its scenarios are of this system', () => {
      expect(own.length).toBeGreaterThan(0);
      expect(own.filter(([, scenario]) => scenario.system.id !== system.id).map(([id]) => id)).toEqual([]);
    });

    test('every variant has a scenario', () => {
      const idle = variants.filter((variant) =>
        own.every(([, { notApplicable }]) => notApplicable?.[variant]?.['*'] !== undefined),
      );
      // What keeps nothing has nothing to lose: no story can say anything of it.
      expect(idle.filter((variant) => variant !== 'noop')).toEqual([]);
    });

    test('the registry lists exactly the invariants that the scenarios check', () => {
      const checked = new Set(own.flatMap(([, scenario]) => [...scenario.invariants]));
      expect(Object.keys(invariants).sort()).toEqual([...checked].sort());
    });

    test('every check is red on a variant or a mutant', () => {
      const red = new Set(mutants.map(({ invariant }) => invariant));
      for (const [, scenario] of own) {
        for (const { invariant, expected } of statedBy(scenario))
          if (expected === 'violated') red.add(invariant);
      }
      expect(Object.keys(invariants).filter((id) => !red.has(id))).toEqual([]);
    });

    test('the hardened variant is expected to hold everything', () => {
      const given = own.filter(([, scenario]) => scenario.expect?.['hardened'] !== undefined);
      expect(given.map(([id]) => id)).toEqual([]);
    });
  });
}
