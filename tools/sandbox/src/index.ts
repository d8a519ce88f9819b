export { installDeb, makeDpkgDatabase } from './dpkg-database.js';
export { hasRpm, installRpm, makeRpmDatabase } from './rpm-database.js';
export { makeSandbox, type Sandbox } from './make-sandbox.js';
export { snapshot } from './snapshot.js';
export type { DummyPackage } from './dummy-package.js';
export { foreignKeys, hareKeys, layConfiguration, type LaidConfiguration } from './lay-configuration.js';
export { keepSandbox, runBin, type BinCall, type BinEnd } from './kill-and-repeat.js';
