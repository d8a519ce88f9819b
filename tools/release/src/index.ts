export { main } from './main.js';
export { packPackages, type PackedPackage } from './pack-packages.js';
export { listPackages, type WorkspacePackage } from './list-packages.js';
export { publishedManifest } from './published-manifest.js';
export { sizesPage } from './sizes-page.js';
