export type {} from './error-codes.js';
export { type PackageManager, findPackageManager } from './package-manager.js';
export { parsePackageRequirement } from './package-requirement.js';
export { consulVersion } from './steps/consul-version.js';
export { packageInstalled } from './steps/package-installed.js';
