export const name = 'unheard';
