export { installDeb, makeDpkgDatabase } from './dpkg-database.js';
export { installRpm, hasRpm, makeRpmDatabase } from './rpm-database.js';
export type { DummyPackage } from './dummy-package.js';
