export { installDeb, makeDpkgDatabase } from './dpkg-database.js';
export { hasRpm, installRpm, makeRpmDatabase } from './rpm-database.js';
export {
  makeSandbox,
  type Sandbox,
  type SandboxMachine,
  type SandboxOptions,
} from './make-sandbox.js';
export { schemaFaults } from './schema-faults.js';
export { snapshot } from './snapshot.js';
export type { DummyPackage } from './dummy-package.js';
export {
  foreignKeys,
  hareKeys,
  layConfiguration,
  type LaidConfiguration,
} from './lay-configuration.js';
export { keepSandbox } from './keep-sandbox.js';
export { attachLoop, detachLoop, hasLoops, loopInPlaceOf } from './loop-devices.js';
export { runBin, type BinCall, type BinEnd, type Moment, type Stop } from './run-bin.js';
export { watchChanges } from './watch-changes.js';
export { setupYamlCommand } from './setup-yaml-command.js';
