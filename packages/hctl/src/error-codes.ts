import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  HCTL_NOT_FOUND: {
    about: 'hctl is not at the path in the settings, not on PATH, and not below the prefix.',
    remedy:
      'Install cortx-hare, or set the path of hctl: ' +
      'HARE_HCTL=/opt/seagate/cortx/hare/bin/hctl hare_setup STAGE',
  },
  HCTL_NOT_EXECUTABLE: {
    about: 'hctl exists, but this user may not execute it.',
    remedy: 'Run as root, or make it executable: chmod +x FILE',
  },
  HCTL_BOOTSTRAP_FAILED: {
    about:
      'hctl bootstrap failed, and the cluster was shut down again; the message shows the ' +
      'end of the output.',
    remedy: 'Read the whole output, fix the cause, and run the stage again: hare_setup log',
  },
  HCTL_SHUTDOWN_FAILED: {
    about: 'The cluster still runs after several attempts of hctl shutdown.',
    remedy:
      'Find the service that does not stop, and stop it with systemctl stop: systemctl ' +
      'list-units "m0d@*" "hare-*"',
  },
  HCTL_STATUS_FAILED: {
    about: 'hctl status failed, so it is unknown whether the cluster runs. Nothing was done.',
    remedy: 'Run hctl status yourself and fix what it reports: hctl status --json',
  },
  HCTL_STATUS_NO_JSON: {
    about: 'hctl status --json printed no JSON object, or an incomplete one.',
    remedy: 'Check what it prints on stdout and stderr: hctl status --json',
  },
  HCTL_STATUS_SHAPE: {
    about:
      'hctl status --json printed JSON that is not a cluster status; each wrong place is listed.',
    remedy:
      'Check that the versions of Hare and hare_setup match: rpm -q cortx-hare; hare_setup ' +
      '--version',
  },
  HCTL_TIMED_OUT: {
    about: 'hctl timed out and was stopped with its child processes.',
    remedy:
      'Find out what it waits for (Consul, a drive, another node), or allow more time: ' +
      'hare_setup STAGE --timeout 30m',
  },
  HCTL_KILLED: {
    about: 'A signal from outside killed hctl: an operator, or the kernel when memory ran out.',
    remedy: 'Find the reason, then run the stage again: dmesg | grep -i "killed process"',
  },
  HCTL_REPORTBUG_FAILED: {
    about: 'hctl reportbug failed or timed out; the support bundle does not include its output.',
    remedy:
      'Ignore this unless support asks for it; to collect it yourself: hctl reportbug -b ' +
      'ID -t DIR',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
