import { describe, expect, it } from 'vitest';
import { checkMenu } from './misspelt.ts';

describe('a fault menu', () => {
  const declared = new Set(['db.begin', 'db.commit', 'etcd.get']);

  it.each(['db.comit', 'db.committ', 'db.cmomit', 'db.kommit', 'b.commit'])('has a slip in %s', (name) => {
    expect(() => checkMenu([name], declared)).toThrow(
      `The fault menu speaks of the operation '${name}', which no run has; 'db.commit' there is.`,
    );
  });

  it('may speak of what other variants have', () => {
    expect(() => checkMenu(['db.commit', 'db.rollback', 'etcd.put'], declared)).not.toThrow();
    expect(() => checkMenu(['db.commits', 'db.commit'], declared)).not.toThrow();
  });
});
