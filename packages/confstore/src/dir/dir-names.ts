import { HareError } from '@hare/base';
import { hasLoneSurrogate } from '../formats/lone-surrogate.js';

/** What `writeFileAtomic` leaves behind when it is killed. */
const unfinished = /^\..+\.\d+\.[0-9a-f]{12}\.tmp$/;

/** True for a file that `writeFileAtomic` has not finished, or never will. */
export function isUnfinishedFile(name: string): boolean {
  return unfinished.test(name);
}

/** Names that are not keys, and which program leaves such files among the keys. */
const leftovers: readonly (readonly [RegExp, string])[] = [
  [unfinished, 'a file that is being written'],
  [/^\.\./, 'the versions of a Kubernetes volume'],
  [/^\..+\.(?:sw[a-p]|un~|kate-swp)$|^\.#|^#.+#$|~$/, 'a copy that an editor makes'],
  [/\.(?:dpkg|ucf)-[a-z]+$|\.rpm(?:save|new|orig)$/, 'a copy that a package manager makes'],
  [/^\.(?:nfs|fuse_hidden)[0-9a-f]{8,}$/, 'a removed file that is still open'],
  [/^(?:lost\+found|\.DS_Store|\.snapshot)$/, 'what a file system keeps for itself'],
];

/** The program that leaves a file or folder of this name among the keys; undefined for a key. */
export function leftoverOf(name: string): string | undefined {
  return leftovers.find(([names]) => names.test(name))?.[1];
}

/** @throws HareError `DIR_ESCAPE` for names that lead elsewhere, `KEY_SHAPE` for no file names */
export function checkDirNames(path: readonly string[], url: string): void {
  for (const name of path) {
    const shown = JSON.stringify(name);
    const refuse = (code: 'DIR_ESCAPE' | 'KEY_SHAPE', why: string, hint: string): HareError => {
      const key = path.join('>');
      const what = `the key ${JSON.stringify(key)} is refused: ${why}`;
      return new HareError(code, what, { where: { url, key }, hint });
    };
    const inside =
      'a dir: store stays in its directory: write a>b for the file b in the directory a';
    if (name === '.' || name === '..')
      throw refuse('DIR_ESCAPE', `${shown} leads elsewhere`, inside);
    if (name.includes('/')) throw refuse('DIR_ESCAPE', `${shown} is a path, not a name`, inside);
    const shape = shapeProblem(name);
    if (shape !== undefined) throw refuse('KEY_SHAPE', shape, 'use another name');
  }
}

function shapeProblem(name: string): string | undefined {
  if (name === '') return 'a file has a name';
  if (name.includes('\0')) return 'the name of a file has no NUL character';
  if (Buffer.byteLength(name) > 255) return 'the name of a file has at most 255 bytes';
  if (hasLoneSurrogate(name)) return 'the name is not well-formed Unicode';
  const leftover = leftoverOf(name);
  return leftover === undefined ? undefined : `${name} is the name of ${leftover}`;
}
