import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  COMMAND_OUTPUT_TOO_LARGE: {
    about: 'A program such as hctl status printed far more than a valid answer, and was stopped.',
    remedy: 'Run the program and check what it prints: COMMAND | head',
  },
  COMMAND_STUCK: {
    about:
      'A program was killed but does not exit: it waits inside the kernel, usually for a ' +
      'device that does not answer.',
    remedy:
      'Check what it waits for, then fix the device or restart the machine: cat ' +
      '/proc/PID/stack; dmesg | tail',
  },
  COMMAND_NOT_FOUND: {
    about: 'A required command, such as consul or rpm, is not installed or not on PATH.',
    remedy: 'Install its package, or add its directory to PATH: command -v NAME',
  },
  COMMAND_NOT_EXECUTABLE: {
    about:
      'A required command exists, but this user may not execute it, or its file system is ' +
      'mounted noexec.',
    remedy: 'Run as root, or correct the mode of the file: ls -l FILE; findmnt -T FILE',
  },
  COMMAND_NOT_STARTED: {
    about: 'The kernel refused to start a command: too many processes, or not enough memory.',
    remedy: 'Free memory or end other processes, and retry: free -h; ulimit -u',
  },
  COMMAND_INTERRUPTED: {
    about: 'A command was stopped because the stage was interrupted (Ctrl-C or TERM).',
    remedy: 'Run the stage again; it continues where it stopped.',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
