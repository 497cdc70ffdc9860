/** What a process or a thread is started with in which Node can be simulated: its native bindings are stubs. */
export const simulatingFlags: readonly string[] = [
  '--expose-internals',
  '--import',
  new URL('./preload.js', import.meta.url).href,
];
