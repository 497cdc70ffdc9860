// What is awaited here is real: a module belongs to no run.
await new Promise((resolve) => setTimeout(resolve, 20));

export const name = 'slow';
