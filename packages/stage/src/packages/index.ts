export { findPackageManager, type PackageManager } from './package-manager.js';
export { consulVersion } from './steps/consul-version.js';
export { packageInstalled } from './steps/package-installed.js';
