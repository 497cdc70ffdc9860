import { describe, expect, it } from 'vitest';
import { Process } from '../core/process.ts';
import { Task } from '../core/task.ts';
import { MenuWatch } from './fault-menu.ts';

function task(name: string, canBeCancelled = true): Task {
  const made = new Task(name, false, new Process('main'));
  if (canBeCancelled) made.cancel = () => {};
  return made;
}

function watch(operations: readonly string[], cancel: readonly string[] = []): MenuWatch {
  const menu = Object.fromEntries(operations.map((name) => [name, ['stall' as const]]));
  const watch = new MenuWatch({ operations: menu, cancel });
  for (const name of ['db.begin', 'db.commit', 'etcd.get']) watch.operations?.add(name);
  watch.note([task('main'), task('writer'), task('caller1'), task('reader', false)]);
  return watch;
}

describe('a fault menu', () => {
  it.each(['db.comit', 'db.committ', 'db.cmomit', 'db.kommit', 'b.commit'])('has a slip in %s', (name) => {
    expect(() => watch([name]).checkSlips()).toThrow(
      `The fault menu speaks of the operation '${name}', which no run has; 'db.commit' there is.`,
    );
  });

  it('has a slip in the name of a task', () => {
    expect(() => watch([], ['wrter']).checkSlips()).toThrow(
      "the task 'wrter', which no run has; 'writer' there is.",
    );
  });

  it('may speak of what other variants have', () => {
    expect(() => watch(['db.commit', 'db.rollback', 'etcd.put'], ['flusher']).checkSlips()).not.toThrow();
    expect(() => watch(['db.commits', 'db.commit'], ['writer', 'writers']).checkSlips()).not.toThrow();
  });

  it('tells what no run had, and what there is', () => {
    const { unmet } = watch(['db.commit', 'db.rollback'], ['caller*', 'flush*', 'reader', 'main']);
    expect(unmet).toEqual([
      "the operation 'db.rollback'",
      "the task 'flush*'",
      "the task 'reader' (it runs, but nothing can cancel it: that takes sim.spawn or { cancellable: true })",
      "the task 'main'",
    ]);
    expect(() => watch(['db.rollback']).checkUnmet()).toThrow(
      "The fault menu names the operation 'db.rollback', which no run has. There is the operation 'db.begin', the operation 'db.commit', the operation 'etcd.get'.",
    );
    expect(() => watch(['db.commit'], ['writer', 'caller*']).checkUnmet()).not.toThrow();
  });
});
