import { EventLoop } from './event-loop.ts';
import type { Task } from './task.ts';

/** How a process ended: by a signal that it could not answer, or of its own accord. */
export type ProcessEnd = { readonly signal: NodeJS.Signals } | { readonly code: number };

/** Something that the kernel holds for a process, and takes back when that ends: a socket, a descriptor. */
export interface ProcessResource {
  end(how: ProcessEnd): void;
}

/**
 * What tasks live in: one event loop, one memory. Each run has one, that of the scenario's own code; a simulated Node may
 * have more, which start, end and start again: then each time it is another.
 */
export class Process {
  /** As it was declared; those that were started again have the same. */
  readonly name: string;
  readonly loop = new EventLoop();
  /** In whose name it does what is no other task's. Set as it comes into being. */
  main!: Task;
  /** Whether it has ended: of its code nothing is heard any more. */
  dead = false;
  /** Whether it runs: it was started, and has not ended. Of the scenario's own, false: nobody kills that. */
  isRunning = false;
  /** What its end takes along. Most have nothing of that kind. */
  #resources: Set<ProcessResource> | undefined = undefined;
  /**
   * Of a program: ends it, as `process.exit` there does, and makes what is to be thrown so that its code goes no further.
   */
  exit: ((code: number) => Error) | undefined = undefined;
  /** Of a program: what its modules get as `process`. */
  view: NodeJS.Process | undefined = undefined;
  /** Of a program: kills it, as the schedule chose. */
  kill: (() => void) | undefined = undefined;

  constructor(name: string) {
    this.name = name;
  }

  /** From now on the kernel holds that for it. */
  hold(resource: ProcessResource): void {
    (this.#resources ??= new Set()).add(resource);
  }

  /** It has given that back. */
  release(resource: ProcessResource): void {
    this.#resources?.delete(resource);
  }

  /** Takes back what the kernel holds for it. */
  endResources(how: ProcessEnd): void {
    const resources = this.#resources;
    this.#resources = undefined;
    for (const resource of resources ?? []) resource.end(how);
  }
}
