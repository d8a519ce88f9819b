export { loadCatalogue, type ExplainedCode } from './catalogues.js';
export { listManuals } from './manuals/list-manuals.js';
export { renderPages } from './render-pages.js';
export { renderManuals, writeManuals, type ManualFile } from './write-manuals.js';
