import type { ErrorMeaning } from './errors/error-meaning.js';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  WORKING_DIRECTORY_GONE: {
    about:
      'The directory where the command was started no longer exists, so a relative path in ' +
      'the command or a setting leads nowhere.',
    remedy: 'Use absolute paths, or change to an existing directory first: cd /',
  },
  OPEN_FILES_LIMIT: {
    about: 'The process reached its limit of open files; the message gives the limit.',
    remedy: 'Raise the limit in this shell, or LimitNOFILE= in the unit, and retry: ulimit -n 4096',
  },
  OPEN_FILES_OF_SYSTEM: {
    about: "The whole machine reached the kernel's limit of open files.",
    remedy:
      'Close the program that keeps too many files open, or raise fs.file-max: sysctl ' +
      'fs.file-nr fs.file-max',
  },
  DISK_FULL: {
    about:
      'The file system is out of space or inodes, or a quota is used up. The new file was ' +
      'not written; the old one is unchanged.',
    remedy:
      'Free space on the file system of the path in the message, and retry: df -h DIR; df -i DIR',
  },
  FILE_SYSTEM_READ_ONLY: {
    about:
      'The file system is mounted read-only. The kernel also does this after a file system error.',
    remedy:
      'Find out why it is read-only, then remount it writable: findmnt -T DIR; dmesg | tail -50',
  },
  NOT_PERMITTED: {
    about:
      'The operating system denied access: wrong user, an attribute (chattr +i), or a ' +
      'security module such as SELinux.',
    remedy:
      'Run the command as root; if root is denied too, check modes and attributes: namei ' +
      '-l FILE; lsattr FILE',
  },
  INPUT_OUTPUT_ERROR: {
    about: 'A disk or another device failed to read or write.',
    remedy:
      'Check the kernel log for disk errors, and replace the disk if there are any: dmesg ' +
      '| tail -50',
  },
  FILE_SIZE_LIMIT: {
    about: 'A file reached the size limit of this process or of the file system.',
    remedy: 'Raise the limit and retry: ulimit -f unlimited',
  },
  MEMORY_SHORT: {
    about: 'The operating system is out of memory.',
    remedy: 'Free memory and retry: free -m',
  },
  FILE_UNUSABLE: {
    about:
      'The path does not work: a file where a directory is needed (or the reverse), a loop ' +
      'of symbolic links, or a device that is missing or in use.',
    remedy: 'Check every part of the path in the message: namei -l FILE',
  },
  PLACE_IS_LINK: {
    about:
      'The directory or file to remove or replace is a symbolic link, or its path contains ' +
      'one that other users can change. Such links are never followed.',
    remedy:
      'Set varDir, stateDir or logDir to the real directory, or replace the link with the ' +
      'real file: namei -l PATH',
  },
  PLACE_IS_NO_FOLDER: {
    about: 'A file is where a directory is needed.',
    remedy: 'Move the file away and retry: ls -l PATH',
  },
  PLACE_CHANGES: {
    about:
      'Another process keeps replacing the directory whose files are to be removed or ' +
      'replaced. Nothing outside it was touched.',
    remedy: 'Stop that process and retry: fuser -v PATH',
  },
  PLACE_NAME: {
    about:
      'The name is empty, is . or .., or contains a slash or a NUL byte, so it cannot be a ' +
      'file name.',
    remedy: 'Rename the file: ls -lb PATH',
  },
  PROC_MISSING: {
    about: '/proc is not mounted; files cannot be removed or replaced safely without it.',
    remedy: 'Mount it and retry: mount -t proc proc /proc',
  },
  REMOVE_CROSSES_MOUNT: {
    about:
      'Another file system is mounted inside the directory to remove. Its files were not touched.',
    remedy: 'Find the mount, unmount it, and retry: findmnt -R /var/lib/hare',
  },
  REMOVE_FAILED: {
    about: 'A file or directory of Hare could not be removed.',
    remedy:
      'Check its attributes and which process uses it, then retry: lsattr -d PATH; fuser -v PATH',
  },
  FILE_NOT_REGULAR: {
    about:
      'The path is a pipe, socket, device, directory, symbolic link, or a file with ' +
      'several hard links, instead of a regular file. It was not read.',
    remedy: 'Replace it with a regular file: ls -l PATH',
  },
  FILE_TOO_LARGE: {
    about: 'The file is larger than any valid file of this kind.',
    remedy: 'Check that it is the right file: ls -lh PATH',
  },
  FILE_WRITE_FAILED: {
    about:
      'The file could not be written: no space, no permission, or a read-only file system. ' +
      'The old file is unchanged.',
    remedy: 'Check free space and permissions of the directory, and retry: df -h DIR; ls -ld DIR',
  },
  FILE_HARD_LINKED: {
    about:
      'The file has several names (hard links). A save makes a new file, and the other names ' +
      'would keep the old content. The file is unchanged.',
    remedy: 'Make it a file of its own, and retry: cp -p FILE FILE.new && mv FILE.new FILE',
  },
  LIMIT_VALUE: {
    about: 'CONFSTORE_MAX_SIZE is not a size, or CONFSTORE_TIMEOUT is not a number of seconds.',
    remedy:
      'Set a size in bytes or with K, M or G, and a time in seconds: CONFSTORE_MAX_SIZE=1G ' +
      'CONFSTORE_TIMEOUT=300 COMMAND',
  },
  INPUT_NOT_A_FILE: {
    about: 'The input is a directory, a device or a socket; some devices never end.',
    remedy: 'Pass a regular file, or pipe the content to standard input: OTHER | COMMAND -',
  },
  INPUT_TOO_LARGE: {
    about: 'The input is larger than the limit (256 MiB by default).',
    remedy:
      'Check that it is the right file; to read larger input, raise the limit: ' +
      'CONFSTORE_MAX_SIZE=1G COMMAND',
  },
  INPUT_TIMED_OUT: {
    about: 'The pipe did not end in time (60 s by default), or no program ever wrote to it.',
    remedy:
      'Stop the program that writes to the pipe, or allow more seconds: ' +
      'CONFSTORE_TIMEOUT=300 COMMAND',
  },
  CONFSTORE_URL: {
    about:
      'The ConfStore URL has no known scheme, no path, or a host name that file formats do ' +
      'not take.',
    remedy:
      'Write scheme, three slashes and absolute path, as in json:///etc/cluster.json; to ' +
      'list the schemes: confstore --help',
  },
  CONFSTORE_LOCKED: {
    about:
      'Another process has locked this file or KV; the message gives its PID, its host and ' +
      'the start time.',
    remedy: 'Wait for that process, or stop it if it hangs; its lock ends with it: ps -fp PID',
  },
  CONFSTORE_LOCK_FAILED: {
    about:
      'The lock file next to the ConfStore cannot be created: no write permission for the ' +
      'directory, or flock(1) is not installed.',
    remedy:
      'Allow this user to write to the directory, and install util-linux: ls -ld DIR; ' +
      'command -v flock',
  },
  CONSUL_ADDRESS: {
    about:
      'The host or port in a consul:// URL or in CONSUL_HTTP_ADDR is not valid, or the URL ' +
      'contains a token.',
    remedy:
      'Write consul://HOST:PORT/PREFIX (IPv6 in brackets), and pass a token in the ' +
      'environment: CONSUL_HTTP_TOKEN=… COMMAND',
  },
  CONFSTORE_FILE_MISSING: {
    about: 'The file or directory of the ConfStore URL does not exist; reading does not create it.',
    remedy:
      'Correct the path in the URL; an absolute path starts with three slashes, as in ' +
      'json:///tmp/a.json: ls -l FILE',
  },
  STAGE_INTERRUPTED: {
    about:
      'The stage was interrupted by a signal (Ctrl-C, TERM or HUP). The report says which ' +
      'step was running and whether the cluster runs.',
    remedy:
      'Check what was done, then run the stage again; it continues where it stopped: ' +
      'hare_setup log',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;
