/*
 * Loaded before all else in a thread in which Node is simulated: `node --expose-internals --import …`. Puts stubs into
 * the native bindings, below Node's own JavaScript, which so stays as it is; outside of runs they pass everything on.
 * What loads here loads no module of Node's that takes functions out of its bindings: those would escape.
 */
import { type Binding, internalBinding, internalModule } from './internals.ts';
import { stubProcess, stubSpawnSync } from './stub-child.ts';
import { stubCrypto } from './stub-crypto.ts';
import { stubImmediates } from './stub-immediates.ts';
import { stubMessaging, stubWorker, stubWorkerThreads } from './stub-messaging.ts';
import { stubFs } from './stub-fs.ts';
import { stubFsDir } from './stub-fs-dir.ts';
import { stubFsEvent } from './stub-fs-watch.ts';
import { stubZlib } from './stub-zlib.ts';
import { stubConnections } from './stub-connections.ts';
import { stubUdp } from './stub-dgram.ts';
import { stubDns } from './stub-dns.ts';
import { stubTls } from './stub-tls.ts';
import { stubPipe, stubTcp } from './stub-net.ts';
import { refuseHttp2 } from './stub-http2.ts';
import { stubResourceTiming } from './stub-resource-timing.ts';
import { stubDateHeader, stubSocketTimeouts } from './stub-timeouts.ts';
import { compileAtOnce } from './stub-wasm.ts';
import { install, type Switchboard, switchboardIfAny } from './switchboard.ts';

/** By binding. What is not in `moduleLoadList` yet will find the stubs. */
const STUBS: Readonly<Record<string, (binding: Binding, switchboard: Switchboard) => void>> = {
  cares_wrap: stubDns,
  fs: stubFs,
  http2: refuseHttp2,
  http_parser: stubConnections,
  crypto: stubCrypto,
  fs_dir: stubFsDir,
  fs_event_wrap: stubFsEvent,
  process_wrap: stubProcess,
  spawn_sync: stubSpawnSync,
  zlib: stubZlib,
  pipe_wrap: stubPipe,
  tcp_wrap: stubTcp,
  tls_wrap: stubTls,
  udp_wrap: stubUdp,
};

/** Modules of Node's own, whose functions others take out of them when they load. */
const PATCHES: Readonly<Record<string, (module: Binding, switchboard: Switchboard) => void>> = {
  'internal/timers': (timers, switchboard) => {
    stubSocketTimeouts(timers, switchboard);
    stubImmediates(timers, switchboard);
  },
  'internal/worker/io': stubMessaging,
  'internal/worker': stubWorker,
  worker_threads: stubWorkerThreads,
  'internal/http': stubDateHeader,
};

/** Modules of Node's that take functions out of their bindings when they load. */
const MUST_COME_AFTER = [
  'internal/stream_base_commons',
  'net',
  'tls',
  'dgram',
  'dns',
  'zlib',
  'crypto',
  'child_process',
  'http',
];

function stubAll(): void {
  const { moduleLoadList } = process as unknown as { readonly moduleLoadList: readonly string[] };
  const early = MUST_COME_AFTER.filter((name) => moduleLoadList.includes(`NativeModule ${name}`));
  const real: Record<string, Binding> = {};
  const switchboard: Switchboard = {
    real,
    early,
    fs: undefined,
    watch: undefined,
    dns: undefined,
    net: undefined,
    children: undefined,
    crypto: undefined,
    messaging: undefined,
    immediate: undefined,
    zlib: undefined,
  };
  for (const [name, stub] of Object.entries(STUBS)) {
    const binding = internalBinding(name);
    real[name] = { ...binding };
    stub(binding, switchboard);
  }
  for (const [name, patch] of Object.entries(PATCHES)) patch(internalModule(name), switchboard);
  stubResourceTiming(switchboard);
  compileAtOnce();
  install(switchboard);
}

if (switchboardIfAny() === undefined) stubAll();
// Only now: what it imports loads `crypto`.
const { bindLate } = await import('../late-binding.ts');
bindLate();
