import type { MotrConfig } from '../../src/motr-config.js';
import { renderFiles, type RenderOptions } from '../../src/render-files.js';

/** The texts of all files of a configuration. */
export function renderTexts(config: MotrConfig, options: RenderOptions = {}): Map<string, string> {
  return renderFiles(config, options).texts();
}

export const renderXcode = (config: MotrConfig): string => textOf(config, 'confd.xc');
export const renderConfgen = (config: MotrConfig): string => textOf(config, 'confd.cg');
export const renderConsulKv = (config: MotrConfig): string => textOf(config, 'consul-kv.json');

function textOf(config: MotrConfig, name: string): string {
  return renderTexts(config).get(name) ?? '';
}
