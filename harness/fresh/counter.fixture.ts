let last = 0;

export const next = (): number => (last += 1);
