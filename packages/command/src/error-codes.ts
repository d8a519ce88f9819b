import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  COMMAND_OUTPUT_TOO_LARGE: {
    about:
      'A program whose answer is needed, hctl status for example, printed far more than such an answer has, and was stopped.',
    remedy: 'Look at what it prints, and mend it: COMMAND | head',
  },
  COMMAND_STUCK: {
    about:
      'A program was killed and yet does not end: it waits inside the kernel, mostly for a device that does not answer.',
    remedy:
      'See what it waits for, mend the device or restart the machine: cat /proc/PID/stack; dmesg | tail',
  },
  COMMAND_NOT_FOUND: {
    about: 'A command that a stage needs, such as consul or rpm, is not installed or not on PATH.',
    remedy: 'Install the package that has it, or add its folder to PATH: command -v NAME',
  },
  COMMAND_NOT_EXECUTABLE: {
    about:
      'A command that a stage needs exists, but this user may not execute it, or its file system is mounted noexec.',
    remedy: 'Run as root, or mend the mode: ls -l FILE; findmnt -T FILE',
  },
  COMMAND_NOT_STARTED: {
    about: 'The kernel refused to start a command: too many processes, or no memory.',
    remedy: 'Free memory or processes, then run again: free -h; ulimit -u',
  },
  COMMAND_INTERRUPTED: {
    about: 'A command was stopped because the stage was interrupted (Ctrl-C or TERM).',
    remedy: 'Run the stage again; it goes on where it stopped.',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
