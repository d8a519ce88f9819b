import { restoredMark, restoredMarkFile } from '@hare/cluster';
import path from 'node:path';
import { HareError, maskUrl, lstatIfThere } from '@hare/base';
import { readWholeStageConfig, stageConfigFile, type StageContext } from '@hare/stage';
import { placeOf, type BackupFile } from '@hare/backup';
import { isSameFile } from './same-file.js';
import { runsCode } from './judge-generated.js';
import { settingsChanges } from './judge-settings.js';
import { takesMkfsRecord } from './mkfs-rule.js';
import { parseSavedConfig } from './saved-config.js';
import type { OpenedBackup } from './restore-session.js';

/** A file that the backup brings, and where it goes on this machine. */
export interface JudgedFile {
  readonly name: string;
  readonly place: string;
  readonly mode: number;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Absent for a large member: it is read from the archive when it is put in place. */
  readonly bytes?: Buffer;
}

/** What of a backup is restored. */
export interface Judgement {
  readonly files: readonly JudgedFile[];
  /** What the backup has and does not bring, or brings in another way, with the reason. */
  readonly warnings: readonly string[];
  /** Which settings change, a line for each. */
  readonly settings: readonly string[];
  /** Files that would be brought, but only with `--with-settings`. */
  readonly leftOut: readonly string[];
}

/**
 * Decides what of a backup comes to this machine. A backup that this machine made is restored in
 * full; one from elsewhere only as far as it cannot run code, connect anywhere, name a place or
 * vouch for a device. Reads only.
 * @throws HareError `BACKUP_DAMAGED`, `BACKUP_MEMBER_REFUSED`, `BACKUP_NEWER`,
 *   `RESTORE_SETTINGS_PLACES` …
 */
export async function judgeBackup(
  context: StageContext,
  backup: OpenedBackup,
  withSettings: boolean,
): Promise<Judgement> {
  const { manifest, bytes, isOwn } = backup;
  const files: JudgedFile[] = [];
  const warnings: string[] = [];
  const settings: string[] = [];
  const leftOut: string[] = [];
  const mkfs = await takesMkfsRecord(context.places, bytes.get('state/mkfs.json'));
  if (mkfs.warning !== undefined) warnings.push(mkfs.warning);
  const cdf = await cdfPlace(context, backup);
  warnings.push(...cdf.warnings);
  const add = (file: BackupFile, place: string, content = bytes.get(file.name)): void => {
    const same = content === undefined || content === bytes.get(file.name);
    files.push({
      name: file.name,
      place,
      mode: fileMode(file),
      sizeBytes: content?.length ?? file.size,
      sha256: same ? file.sha256 : '',
      ...(content === undefined ? {} : { bytes: content }),
    });
  };
  for (const file of manifest.files) {
    const { name } = file;
    const place = placeOf(name, context, cdf.elsewhere);
    const content = bytes.get(name);
    if (name === 'kv.json' || (name === 'var/cluster.yaml' && cdf.replacesUsual)) continue;
    if (place === undefined)
      throw new HareError('BACKUP_MEMBER_REFUSED', `the place of ${name} is unknown`, {
        hint: 'do not use this backup; nothing was changed',
      });
    if (name.startsWith('state/')) {
      const state = content ?? Buffer.alloc(0);
      if (name.startsWith('state/mkfs.')) {
        if (mkfs.takes) add(file, place);
      } else if (name === 'state/config.json') {
        const { text, warnings: said } = await thisMachinesConfig(
          context,
          backup,
          state,
          cdf.place,
        );
        warnings.push(...said);
        add(file, place, text);
      } else if (isOwn) add(file, place);
    } else if (/^(?:prefix-conf|etc-hare)\//.test(name)) {
      const changes = await settingsChanges(place, content ?? Buffer.alloc(0), context);
      if (withSettings) {
        settings.push(...changes.map((line) => `${place}: ${line}`));
        add(file, place);
      } else if (changes.length > 0) leftOut.push(`${place} (${changes.join('; ')})`);
    } else {
      const danger =
        isOwn || withSettings
          ? undefined
          : name === 'etc/logrotate.d/hare'
            ? 'logrotate runs commands from it'
            : runsCode(name, content ?? Buffer.alloc(0), context.places.prefix);
      if (danger === undefined || (await isSameFile(place, file.size, file.sha256)))
        add(file, place);
      else leftOut.push(`${place} (${danger})`);
    }
  }
  const mark = isOwn ? undefined : await markFor(context, backup, files);
  return { files: mark === undefined ? files : [mark, ...files], warnings, settings, leftOut };
}

/** Modes that we write ourselves; any other that an archive says does not count. */
function fileMode({ mode }: BackupFile): number {
  return [0o600, 0o640, 0o644].includes(mode) ? mode : 0o644;
}

interface CdfPlace {
  /** Where the CDF of the backup that is not in the usual place goes. */
  readonly elsewhere: string | undefined;
  /** Where config.json says the CDF is. */
  readonly place: string;
  /** The backup has two, and the one that config recorded goes to the usual place. */
  readonly replacesUsual: boolean;
  readonly warnings: readonly string[];
}

/** A CDF goes where this machine keeps it; only this machine's own backup may say where that is. */
async function cdfPlace(
  { places }: StageContext,
  { manifest, isOwn, where }: OpenedBackup,
): Promise<CdfPlace> {
  const usual = places.cdfFile;
  const { cdfPath } = manifest;
  const hasOther = manifest.files.some(({ name }) => name === 'cdf/cluster.yaml');
  if (!hasOther) return { elsewhere: undefined, place: usual, replacesUsual: false, warnings: [] };
  const isPath =
    cdfPath !== undefined &&
    path.isAbsolute(cdfPath) &&
    path.normalize(cdfPath) === cdfPath &&
    /\.ya?ml$/.test(cdfPath);
  if (!isPath)
    throw new HareError(
      'BACKUP_MEMBER_REFUSED',
      `the backup has its cluster description at ${JSON.stringify(cdfPath ?? '')}, which is ` +
        'not a valid path for one',
      { where, hint: 'check the backup before you trust it; nothing was changed' },
    );
  if (isOwn) return { elsewhere: cdfPath, place: cdfPath, replacesUsual: false, warnings: [] };
  const recorded = (await readWholeStageConfig(places))?.cdf ?? usual;
  const warnings =
    recorded === cdfPath
      ? []
      : [
          `the cluster description was at ${JSON.stringify(cdfPath)} in the backup; it will ` +
            `be restored to ${recorded}`,
        ];
  return { elsewhere: recorded, place: recorded, replacesUsual: recorded === usual, warnings };
}

/**
 * The record of config as it is right for this machine: CDF, KV, ConfStore and node of a backup
 * from elsewhere are not trusted.
 */
async function thisMachinesConfig(
  context: StageContext,
  { isOwn, where }: OpenedBackup,
  bytes: Buffer,
  cdf: string,
): Promise<{ readonly text: Buffer; readonly warnings: readonly string[] }> {
  const saved = await parseSavedConfig(bytes, where);
  if (isOwn) return { text: bytes, warnings: [] };
  const node = (await readWholeStageConfig(context.places))?.node;
  const wanted = { ...saved, cdf, url: context.configUrl ?? '', kv: context.kvUrl, node };
  const { text } = stageConfigFile(context.places, wanted);
  const differs = (['url', 'kv'] as const).filter((key) => saved[key] !== wanted[key]);
  const warnings = differs.map((key) =>
    key === 'url'
      ? `the ConfStore URL in the backup, ${JSON.stringify(maskUrl(saved.url))}, is not ` +
        'restored; pass it with --config URL'
      : `the KV in the backup, ${JSON.stringify(maskUrl(saved.kv ?? 'by default'))}, is not ` +
        'restored; pass it with --kv URL',
  );
  return { text: Buffer.from(text), warnings };
}

/**
 * What has init ask before it formats what a description from elsewhere names. A description that
 * was here already needs none.
 */
async function markFor(
  { places }: StageContext,
  { manifest, sha256 }: OpenedBackup,
  files: readonly JudgedFile[],
): Promise<JudgedFile | undefined> {
  const cdf = files.find(({ name }) => /^(?:var|cdf)\/cluster\.yaml$/.test(name));
  if (cdf === undefined) return undefined;
  const place = restoredMarkFile(places);
  const isHere = await isSameFile(cdf.place, cdf.sizeBytes, cdf.sha256);
  if (isHere && (await lstatIfThere(place)) === undefined) return undefined;
  const bytes = Buffer.from(
    `${JSON.stringify({ version: 1, host: manifest.host, created: manifest.created, seal: sha256 }, undefined, 2)}\n`,
  );
  return {
    name: `state/${restoredMark}`,
    place,
    mode: 0o644,
    sizeBytes: bytes.length,
    sha256: '',
    bytes,
  };
}
