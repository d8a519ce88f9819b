import type { ErrorMeaning } from './error.js';

/** What the operating system refuses to any of our programs, and what to do about it. */
export const systemErrorCodes: Readonly<Record<string, ErrorMeaning>> = {
  WORKING_DIRECTORY_GONE: {
    about:
      'The directory in which the command was started has been removed, and the command line or a setting names a relative path.',
    remedy: 'Give absolute paths, or change to a directory that exists: cd /',
  },
  OPEN_FILES_LIMIT: {
    about: 'The process may not open as many files as it needs; the message names the limit.',
    remedy:
      'Raise the limit of the shell or of the unit (LimitNOFILE=), then run the same command again: ulimit -n 4096',
  },
  OPEN_FILES_OF_SYSTEM: {
    about: 'All programs of this machine together have as many files open as the kernel allows.',
    remedy:
      'Find the program that keeps them open, or raise the limit: sysctl fs.file-nr fs.file-max',
  },
  DISK_FULL: {
    about:
      'A file system has no space or no inodes left, or a quota is used up; what was being written is not there, the old file is untouched.',
    remedy:
      'Free some space on the file system of the named path, then run the same command again: df -h DIR; df -i DIR',
  },
  FILE_SYSTEM_READ_ONLY: {
    about:
      'A file is on a file system that is mounted read-only; the kernel also does that to a file system with errors.',
    remedy:
      'Find out why it is read-only, mount it writable, run the same command again: findmnt -T DIR; dmesg | tail -50',
  },
  NOT_PERMITTED: {
    about:
      'The operating system refuses access to a file: this user may not, an attribute forbids it (chattr +i), or a security module does.',
    remedy: 'Run as root; if you do, look for what forbids it: namei -l FILE; lsattr FILE',
  },
  INPUT_OUTPUT_ERROR: {
    about: 'A disk or another device could not read or write.',
    remedy: 'Look for errors of the disk, replace it if there are any: dmesg | tail -50',
  },
  FILE_SIZE_LIMIT: {
    about: 'A file would get larger than the limit of this process or of the file system allows.',
    remedy: 'Raise the limit, then run the same command again: ulimit -f unlimited',
  },
  MEMORY_SHORT: {
    about: 'The operating system has no memory left for what was asked of it.',
    remedy: 'Free some memory, then run the same command again: free -m',
  },
  FILE_UNUSABLE: {
    about:
      'A path cannot be used as it is: a file where a directory belongs or the reverse, a loop of links, a device that is missing or in use.',
    remedy: 'Look at every part of the path that the message names: namei -l FILE',
  },
};
