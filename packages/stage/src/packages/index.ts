export { compareRpmVersions } from './compare-rpm-versions.js';
export { findPackageManager, type PackageManager } from './package-manager.js';
export { parsePackageRequirement, type PackageRequirement } from './package-requirement.js';
export { consulVersion } from './steps/consul-version.js';
export { packageInstalled } from './steps/package-installed.js';
