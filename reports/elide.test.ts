import { expect, test } from 'vitest';
import { elide } from './elide.ts';

test.each(['cancel', 'kill', 'crash'])('a %s is shown, however much is left out around it', (kind) => {
  const steps = Array.from({ length: 100 }, (_, i) => ({
    step: i,
    atMs: i,
    task: 'api',
    event: `api: ${i === 40 ? kind : 'call'}#1`,
    kind: i === 40 ? kind : 'operation',
    createdAt: i,
    opensMs: i,
    woke: [],
    created: [],
    alternatives: [],
  }));
  const shown = elide(steps, { violatingStep: 99 }, 8).flatMap((stretch) =>
    stretch.type === 'steps' ? stretch.steps : [],
  );
  expect(shown.map(({ step }) => step)).toContain(40);
});
