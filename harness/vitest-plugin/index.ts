export {
  footprints,
  type FootprintsConfig,
  type FootprintsOptions,
  type FootprintsPlugin,
} from './footprints.ts';
export { simulatedNode, type SimulatedNodeConfig, type SimulatedNodePlugin } from './simulated-node.ts';
