import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { listManuals } from './manuals/list-manuals.js';
import { manualRoff } from './render/manual-roff.js';
import { listPackages } from './repository.js';

export interface ManualFile {
  /** `man8/hare_setup.8` */
  readonly file: string;
  readonly text: string;
}

/**
 * The manual pages of all bins; each carries the version of its package and the date that is given:
 * `2026-01-31`.
 */
export async function renderManuals(date: string): Promise<readonly ManualFile[]> {
  const manuals = await listManuals();
  const versions = new Map(
    listPackages().flatMap(({ bin, version }) =>
      Object.keys(bin).map((name) => [name, version] as const),
    ),
  );
  return manuals.map((manual) => {
    const seeAlso = manuals.filter(
      ({ bin }) =>
        bin !== manual.bin && (!manual.bin.startsWith('hare-stage-') || bin === 'hare_setup'),
    );
    return {
      file: `man${manual.section}/${manual.bin}.${manual.section}`,
      text: manualRoff(manual, { version: versions.get(manual.bin) ?? '', date, seeAlso }),
    };
  });
}

/** Writes them below a folder. */
export async function writeManuals(folder: string, date: string): Promise<readonly string[]> {
  const files = await renderManuals(date);
  for (const { file, text } of files) {
    await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  return files.map(({ file }) => path.join(folder, file));
}
