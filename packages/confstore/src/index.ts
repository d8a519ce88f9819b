export * from './conf-store.js';
export * from './error.js';
