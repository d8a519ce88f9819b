import type { OpenBackend } from './backend.js';

/** The backends that are not documents, by scheme; each is loaded when it is first opened. */
export const backends: Readonly<Record<BackendScheme, () => Promise<OpenBackend>>> = {
  dir: async () => (await import('./dir/dir-backend.js')).openDir,
  consul: async () => (await import('./consul/consul-backend.js')).openConsul,
};

export type BackendScheme = 'dir' | 'consul';
