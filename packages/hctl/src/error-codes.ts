import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  HCTL_NOT_FOUND: {
    about: 'The command hctl is neither where the setting says, nor on PATH, nor below the prefix.',
    remedy:
      'Install cortx-hare, or name the command: HARE_HCTL=/opt/seagate/cortx/hare/bin/hctl hare_setup STAGE',
  },
  HCTL_NOT_EXECUTABLE: {
    about: 'A file hctl was found, but this user may not execute it.',
    remedy: 'Run as root, or make it executable: chmod +x FILE',
  },
  HCTL_BOOTSTRAP_FAILED: {
    about:
      'hctl bootstrap ended with an error; the cluster was shut down again, and the end of its output is in the message.',
    remedy: 'Read its whole output in the log, mend the cause, run the stage again: hare_setup log',
  },
  HCTL_SHUTDOWN_FAILED: {
    about: 'The cluster still runs after hctl shutdown was tried several times.',
    remedy:
      'See which service does not stop, stop it, repeat: hctl status; systemctl list-units "m0d@*" "hare-*"; hctl shutdown',
  },
  HCTL_STATUS_FAILED: {
    about:
      'hctl status ended in a way that says neither that the cluster runs nor that it is down, so nothing was done.',
    remedy: 'Run it by hand and mend what it says: hctl status --json',
  },
  HCTL_STATUS_NO_JSON: {
    about: 'hctl status --json printed no JSON object, or one that is cut short.',
    remedy: 'Look at what it prints on stdout and stderr: hctl status --json',
  },
  HCTL_STATUS_SHAPE: {
    about:
      'hctl status --json printed JSON that is not the status of a cluster; each wrong place is listed.',
    remedy:
      'Compare the release of Hare with that of hare_setup: rpm -q cortx-hare; hare_setup --version',
  },
  HCTL_TIMED_OUT: {
    about:
      'A call of hctl did not end within its deadline and was stopped together with its children.',
    remedy:
      'Find out what it waits for (Consul, a drive, another node); give it more time if it is only slow: hare_setup STAGE --timeout 30m',
  },
  HCTL_KILLED: {
    about:
      'hctl was ended by a signal that did not come from here: by a person, or by the kernel when memory ran out.',
    remedy: 'Look for the reason, then run the stage again: dmesg | grep -i "killed process"',
  },
  HCTL_REPORTBUG_FAILED: {
    about: 'hctl reportbug failed or took too long; the support bundle is made without it.',
    remedy: 'Nothing, unless support asks for it; then run it by hand: hctl reportbug -b ID -t DIR',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
