/*
 * Loaded before all else in a thread in which Node is simulated: `node --expose-internals --import …`. Puts stubs into
 * the native bindings, below Node's own JavaScript, which so stays as it is; outside of runs they pass everything on.
 * What loads here loads no module of Node's that takes functions out of its bindings: those would escape.
 */
import { type Binding, internalBinding } from './internals.ts';
import { stubFs } from './stub-fs.ts';
import { stubZlib } from './stub-zlib.ts';
import { install, type Switchboard, switchboardIfAny } from './switchboard.ts';

/** By binding. What is not in `moduleLoadList` yet will find the stubs. */
const STUBS: Readonly<Record<string, (binding: Binding, switchboard: Switchboard) => void>> = {
  fs: stubFs,
  zlib: stubZlib,
};

/** Modules of Node's that take functions out of their bindings when they load. */
const MUST_COME_AFTER = ['net', 'tls', 'dgram', 'dns', 'zlib', 'crypto', 'child_process', 'http'];

function stubAll(): void {
  const { moduleLoadList } = process as unknown as { readonly moduleLoadList: readonly string[] };
  const early = MUST_COME_AFTER.filter((name) => moduleLoadList.includes(`NativeModule ${name}`));
  const real: Record<string, Binding> = {};
  const switchboard: Switchboard = { real, early, fs: undefined, zlib: undefined };
  for (const [name, stub] of Object.entries(STUBS)) {
    const binding = internalBinding(name);
    real[name] = { ...binding };
    stub(binding, switchboard);
  }
  install(switchboard);
}

if (switchboardIfAny() === undefined) stubAll();
// Only now: what it imports loads `crypto`.
const { bindLate } = await import('../late-binding.ts');
bindLate();
