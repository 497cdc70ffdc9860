import type { SpawnOptions } from './child-handle.ts';
import type { Binding } from './internals.ts';
import type { Switchboard } from './switchboard.ts';

type ProcessClass = new () => object;

export function stubProcess(binding: Binding, switchboard: Switchboard): void {
  binding['Process'] = new Proxy(binding['Process'] as ProcessClass, {
    construct: (Real) => switchboard.children?.open() ?? new Real(),
  });
}

export function stubSpawnSync(binding: Binding, switchboard: Switchboard): void {
  const native = binding['spawn'] as (options: SpawnOptions) => unknown;
  binding['spawn'] = (options: SpawnOptions) => switchboard.children?.runSync(options) ?? native(options);
}
