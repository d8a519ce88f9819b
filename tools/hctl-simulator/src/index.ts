export { clusterInConsul, simulatorFolder } from './cluster-in-consul.js';
export type { ClusterMemory } from './cluster-memory.js';
export * from './cluster-state.js';
export * from './data-state.js';
export * from './failures.js';
export * from './simulation.js';
export * from './switches.js';
export * from './units.js';
