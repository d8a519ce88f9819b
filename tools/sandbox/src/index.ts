export { installDeb, makeDpkgDatabase } from './dpkg-database.js';
export { hasRpm, installRpm, makeRpmDatabase } from './rpm-database.js';
export { makeSandbox, type Sandbox } from './make-sandbox.js';
export { snapshot } from './snapshot.js';
export type { DummyPackage } from './dummy-package.js';
