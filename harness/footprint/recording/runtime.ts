import type { AccessKind, Location, LocationSort } from '../footprint.ts';
import { Accesses } from './accesses.ts';
import { learnLoadedModules } from './builtins.ts';
import { ExportedVariables } from './exported.ts';
import { ModuleRecorder } from './module-recorder.ts';
import { readContent, writeContent } from './opaque.ts';
import { watchPromises } from './promises.ts';
import type { AccessSink, RecordingRuntime } from './sink.ts';
import { Sites } from './sites.ts';

const KEY = Symbol.for('heddle.recording');

interface Holder {
  [KEY]?: Runtime;
}

class Runtime implements RecordingRuntime {
  readonly #accesses = new Accesses();
  readonly #exported = new ExportedVariables();
  readonly #sites = new Sites();
  #stop: (() => void) | undefined;

  get sink(): AccessSink | undefined {
    return this.#accesses.sink;
  }

  set sink(sink: AccessSink | undefined) {
    this.#accesses.sink = sink;
  }

  get learned(): number {
    return this.#accesses.learned;
  }

  beginRun(): void {
    learnLoadedModules();
    this.#accesses.beginRun();
    this.#stop ??= watchPromises(this.#accesses);
  }

  endRun(): void {
    this.#accesses.sink = undefined;
    this.#stop?.();
    this.#stop = undefined;
  }

  touch(object: object, kind: AccessKind): void {
    if (kind === 'read') readContent(this.#accesses, object, 0);
    else writeContent(this.#accesses, object, 0);
  }

  locate(name: string, label: string, sort: LocationSort): number {
    return this.#accesses.locations.number(name, label, sort);
  }

  location(number: number): Location {
    return this.#accesses.locations.at(number);
  }

  place(site: number): string | undefined {
    return this.#sites.place(site);
  }

  /**
   * Called by each instrumented file, once.
   *
   * @param sites line and column of each, one after the other
   * @param exported variables that others may import and that change
   */
  module(file: string, sites: readonly number[], exported: readonly [string, string][] = []): ModuleRecorder {
    for (const [outside, name] of exported) this.#exported.add(file, outside, name);
    return new ModuleRecorder(this.#accesses, this.#exported, file, this.#sites.add(file, sites));
  }
}

/** The one that this thread's instrumented code calls; made when it is asked for first. */
export function recordingRuntime(): RecordingRuntime {
  return ((globalThis as Holder)[KEY] ??= new Runtime());
}
