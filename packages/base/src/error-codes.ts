import type { ErrorMeaning } from './errors/error-meaning.js';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
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
  FILE_WRITE_FAILED: {
    about:
      'A file could not be written: no space, no permission, or a read-only file system; the old file is untouched.',
    remedy:
      'Look at free space and permissions of the folder, mend them, run the same command again: df -h DIR; ls -ld DIR',
  },
  LIMIT_VALUE: {
    about: 'CONFSTORE_MAX_SIZE or CONFSTORE_TIMEOUT holds something else than a size or a time.',
    remedy:
      'Give bytes or a number with K, M or G, and seconds, or unset them: CONFSTORE_MAX_SIZE=1G CONFSTORE_TIMEOUT=300 COMMAND',
  },
  INPUT_NOT_A_FILE: {
    about:
      'A file that was named for reading is a directory, a device or a socket; of devices some never end.',
    remedy:
      'Name a regular file, or give the content by a pipe or standard input: COMMAND <(OTHER); OTHER | COMMAND -',
  },
  INPUT_TOO_LARGE: {
    about:
      'A file, a pipe or standard input holds more than the limit for one input (256 MiB where nothing else is set).',
    remedy:
      'Check that it is the file you mean; to read larger ones raise the limit: CONFSTORE_MAX_SIZE=1G COMMAND',
  },
  INPUT_TIMED_OUT: {
    about:
      'A pipe that was named as a file did not end within the time for one input (60 s where nothing else is set), or nothing ever wrote to it.',
    remedy:
      'End what writes to it, or give it more time, in seconds: CONFSTORE_TIMEOUT=300 COMMAND',
  },
  CONFSTORE_URL: {
    about:
      'The URL of a ConfStore has no known scheme, no path, or names a host for a format that opens files.',
    remedy:
      'Write scheme, three slashes, absolute path, as in json:///etc/cluster.json; the known schemes: confstore --help',
  },
  CONFSTORE_LOCKED: {
    about: 'Another process holds the lock; the message names its pid, host and since when.',
    remedy: 'Wait for it; if it hangs, look at it and end it, and the lock is free: ps -fp PID',
  },
  CONFSTORE_LOCK_FAILED: {
    about:
      'The lock file beside a ConfStore cannot be made: no permission for the folder, or flock(1) is not installed.',
    remedy:
      'Give this user the right to write in the folder of the file, and install util-linux: ls -ld DIR; command -v flock',
  },
  CONSUL_ADDRESS: {
    about:
      'The host and port of a consul:// URL or of CONSUL_HTTP_ADDR cannot be read, or a token stands in the URL.',
    remedy:
      'Write consul://HOST:PORT/PREFIX (IPv6 in brackets), CONSUL_HTTP_ADDR as HOST:PORT, https://HOST:PORT or unix:///SOCKET, and give a token by the environment: CONSUL_HTTP_TOKEN=… COMMAND',
  },
  CONFSTORE_FILE_MISSING: {
    about:
      'The file or folder that a ConfStore URL names does not exist, and reading does not create it.',
    remedy:
      'Correct the path in the URL; three slashes begin an absolute path, as in json:///tmp/a.json: ls -l FILE',
  },
  STAGE_INTERRUPTED: {
    about:
      'The stage was ended by Ctrl-C or TERM; the report says which step was at work and whether the cluster runs.',
    remedy: 'Run the stage again, it goes on where it stopped; what it did so far: hare_setup log',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;
