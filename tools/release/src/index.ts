export { main } from './main.js';
export { knownVersions } from './known-versions.js';
export type { PackedPackage } from './npm-pack.js';
export { packPackages } from './pack-packages.js';
export { packSelfContained } from './self-contained/pack-self-contained.js';
export { listPackages, type WorkspacePackage } from './list-packages.js';
export { publishedManifest } from './published-manifest.js';
export { sizesPage } from './sizes-page.js';
