export const name = 'replayed';
