import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  LOG_MISSING: {
    about:
      'The log does not exist: no stage has run on this machine, or cleanup or reset removed it.',
    remedy: 'Check what has run; for a sandbox, add --root DIR: hare_setup status',
  },
  BROWSER_NOT_OPENED: {
    about: 'The report is written, but report --open found no way to open it here.',
    remedy: 'Copy the page to a machine with a browser and open it there: it is one file.',
  },

  // Findings of the doctor
  CLOCK_SKEW: {
    about:
      'The clock of this machine differs by more than 5 s from the clock of Consul or of ' +
      'another node, so sessions and locks end too early or too late.',
    remedy:
      'Synchronize all nodes with the same time servers: timedatectl set-ntp true; chronyc ' +
      'tracking',
  },
  NAME_UNRESOLVED: {
    about: 'A host name in the cluster description does not resolve on this machine.',
    remedy: 'Add it to DNS or to /etc/hosts on every node, then check: getent hosts NAME',
  },
  NAME_IS_LOOPBACK: {
    about:
      'A host name resolves only to a loopback address (127.…), which the other nodes ' +
      'cannot reach.',
    remedy:
      'Give it an address of the data network in /etc/hosts, often instead of the ' +
      '127.0.1.1 line: grep -n NAME /etc/hosts',
  },
  NAME_IS_ELSEWHERE: {
    about:
      'Warning: the host name of this node resolves to an address that this machine does ' +
      'not have.',
    remedy:
      'Correct DNS or /etc/hosts, or pass the name of this node: hare_setup doctor --node NAME',
  },
  PORT_TAKEN: {
    about:
      'Another program uses a port that Consul, Hare or Motr need; the message names the process.',
    remedy:
      'Stop that program, or set other ports in the ConfStore: ss -ltnp; systemctl status PID',
  },
  PORT_BUSY: {
    about:
      'Warning: a port that Consul, hax or Motr need is in use; only root can see by which ' +
      'program.',
    remedy: 'Check the port as root: sudo ss -ltnp',
  },
  SPACE_LOW: {
    about: 'A directory that the stages write to is short of space.',
    remedy:
      'Free space, or set another directory (varDir, stateDir, logDir): df -h DIR; du -xh ' +
      '--max-depth=1 DIR',
  },
  INODES_LOW: {
    about: 'The file system of a directory that the stages write to is short of inodes.',
    remedy: 'Remove files that you do not need: df -i DIR; du -x --inodes --max-depth=1 DIR',
  },
  PLACE_NOT_WRITABLE: {
    about:
      'A directory that the stages write to is not writable: mounted read-only, or no permission.',
    remedy: 'Run as root, or remount it writable: findmnt -T DIR; ls -ld DIR',
  },
  SPACE_UNKNOWN: {
    about:
      'The free space of a directory cannot be read: a part of its path is broken or not a ' +
      'directory.',
    remedy: 'Check every part of the path: namei -l DIR',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
