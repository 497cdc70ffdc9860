/** The public door of heddle. What is exported here is a contract; nothing else is. */
export * from './check/index.ts';
export { defineConfig, type HeddleConfig } from './cli/options/define-config.ts';
export type { ArrivingEmitter, EmitterEvents, EmitterOptions } from './core/arriving-emitter.ts';
export type { ReadableOptions } from './core/arriving-readable.ts';
export { Channel, type ChannelOptions } from './core/channel.ts';
export { ChannelBroken, ChannelClosed } from './core/channel-errors.ts';
export type { CheckResult, Finding } from './core/finding.ts';
export type { Condition } from './core/condition.ts';
export type { Invariant } from './core/invariant.ts';
export type { Kinds } from './core/kinds.ts';
export type { Fault, IssuedCall } from './core/event.ts';
export { Flight } from './core/flight.ts';
export type { NodeOptions } from './core/node-options.ts';
export type { CommandInput, CommandOptions, CommandResult, Commands, CommandScript } from './core/command.ts';
export type { ProcessHandle, ProcessOptions, ProcessProgram } from './core/process-handle.ts';
export type {
  SignalOptions,
  SimulatedFiles,
  SimulatedNetwork,
  SimulatedOutput,
} from './core/simulated-node.ts';
export {
  type CallOptions,
  type EffectPoint,
  type NodeCallback,
  Operation,
  type OperationOptions,
} from './core/operation.ts';
export { OperationError } from './core/operation-error.ts';
export type { TaskBodies, TaskResults } from './core/all.ts';
export type { Checks } from './core/checks.ts';
export type { Random } from './core/random.ts';
export type { Sim, SpawnInfo, SpawnPort } from './core/sim.ts';
export type { TaskContext } from './core/declare-task.ts';
export type { TaskOptions } from './core/task-options.ts';
export type {
  PromisingMethod,
  Service,
  ServiceCall,
  ServiceCallOptions,
  ServiceMethodOptions,
  ServiceMethods,
  ServiceOptions,
} from './core/service-options.ts';
export type { TaskHandle, TaskStatus } from './core/task.ts';
export { UsageError } from './core/usage-error.ts';
export type { DataAsked } from './explore/data-asked.ts';
export type { ExploreOptions } from './explore/explore-options.ts';
export type {
  Basis,
  Expectation,
  Expectations,
  ReasonedExpectation,
  SourcedClaim,
  StatedExpectation,
} from './expectation.ts';
export { fresh } from './fresh/fresh.ts';
export type { Elsewhere, RunFacts, RunToRepeat } from './explore/leaks.ts';
export type { RecordRuns, RunFootprints } from './explore/record-runs.ts';
export type { ReducedSpace, SpaceToReduce } from './explore/reduced/reduced-space.ts';
export type * from './footprint/footprint.ts';
export type { Lasting } from './lasting-state/what-lasts.ts';
export { type ReplayInput, type ReplayResult, replaySchedule, replaySeed } from './replay/replay.ts';
export type * from './result.ts';
export {
  type Documented,
  type FaultMenu,
  type Scenario,
  scenario,
  type ScenarioDefinition,
  type System,
} from './scenario.ts';
export type {
  Cancel,
  Crash,
  Delay,
  EventId,
  Exception,
  Fail,
  Hold,
  Kill,
  Schedule,
  Stall,
  Together,
} from './schedule/exceptions.ts';
export { decodeToken, encodeToken, type Token } from './schedule/token.ts';
export type { TestBody } from './testing/body-scenario.ts';
export { explore } from './testing/explore.ts';
export type { TestOptions } from './testing/test-options.ts';
export { UnexpectedVerdict } from './testing/unexpected-verdict.ts';
export * from './world/index.ts';
