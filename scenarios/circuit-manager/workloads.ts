import fc from 'fast-check';

/** Inside the transaction (D1), or after its commit (D2). */
export type Deletion = 'unload, then commit' | 'commit, then unload';

export const deletions = fc.constantFrom<Deletion>('unload, then commit', 'commit, then unload');

/** Every other time there is no deletion. */
export const maybeDeleted = fc.option(deletions, { freq: 2 });
