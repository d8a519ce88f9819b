import type { ErrorMeaning } from '../error.js';

/** The codes of safe work in folders. */
export const folderErrorCodes: Readonly<Record<string, ErrorMeaning>> = {
  PLACE_IS_LINK: {
    about:
      'A folder or file that would be removed or replaced is a symbolic link, or the path to it leads over one that others can change; such links are not followed.',
    remedy:
      'Name the real folder in the settings (varDir, stateDir, logDir), or put the real file in its place: namei -l PATH',
  },
  PLACE_IS_NO_FOLDER: {
    about: 'A file is in the place of a folder.',
    remedy: 'Look at it, move it away, run again: ls -l PATH',
  },
  PLACE_CHANGES: {
    about:
      'Another process keeps replacing a folder while files in it are to be removed or replaced; nothing outside of it was touched.',
    remedy: 'Find and stop that process, then run again: fuser -v PATH',
  },
  PLACE_NAME: {
    about:
      'A name is empty, is . or .., or holds a slash or a NUL byte, so it names no file in a folder.',
    remedy: 'Rename the file: ls -lb PATH',
  },
  PROC_MISSING: {
    about:
      'The proc file system is not mounted at /proc; without it files cannot be removed or replaced safely.',
    remedy: 'Mount it, then run again: mount -t proc proc /proc',
  },
  REMOVE_CROSSES_MOUNT: {
    about:
      'Another file system is mounted inside of a folder that would be removed; it is left alone.',
    remedy: 'Unmount it, then run again: findmnt -R /var/lib/hare; umount DIR',
  },
  REMOVE_FAILED: {
    about: 'A file or folder of Hare cannot be removed.',
    remedy:
      'Look at its permissions, attributes and users, then run again: lsattr -d PATH; fuser -v PATH',
  },
  FILE_NOT_REGULAR: {
    about:
      'A pipe, socket, device, folder, link, or a file with several names is in the place of a regular file; it is not read.',
    remedy: 'Look at it, and put a regular file in its place: ls -l PATH',
  },
  FILE_TOO_LARGE: {
    about: 'A file that would be read whole is larger than such a file can be.',
    remedy: 'Look at it, and name another file: ls -lh PATH',
  },
};
