export const name = 'rare';
