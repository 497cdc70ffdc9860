export const name = 'raced';
