import type { ErrorMeaning } from '@hare/base';

/**
 * The codes that only this package reports; the others are those of @hare/stage and of the packages
 * below it.
 */
export const errorCodes = {
  LOG_MISSING: {
    about: 'There is no log to show: no stage ran on this machine, or cleanup or reset removed it.',
    remedy: 'Run a stage, or look at the folder under --root if one was used: hare_setup status',
  },

  // Findings of the doctor
  CLOCK_SKEW: {
    about:
      "The clock of the KV's Consul, or of another node's, is more than 5 s off this machine's: sessions and locks then end too early or too late.",
    remedy:
      'Let all nodes follow the same time servers: timedatectl set-ntp true; chronyc tracking',
  },
  NAME_UNRESOLVED: {
    about:
      'A host name of the cluster description stands for no address on this machine, so nothing can reach that node by it.',
    remedy:
      'Add it to the name server, or to /etc/hosts of every node, then look: getent hosts NAME',
  },
  NAME_IS_LOOPBACK: {
    about:
      'A host name of a cluster with several nodes stands for this machine itself only (127.…), which other nodes cannot reach.',
    remedy:
      'Give it the address of the data network, often in place of a line 127.0.1.1: grep -n NAME /etc/hosts',
  },
  NAME_IS_ELSEWHERE: {
    about:
      'Warning: the host name of this node stands for an address that this machine does not have.',
    remedy:
      'Correct the name server or /etc/hosts, or say which node this is: ip -brief address; hare_setup doctor --node NAME',
  },
  PORT_TAKEN: {
    about:
      'Something that is neither Consul nor of Hare and Motr listens on a port that they need; the message names the process.',
    remedy:
      'Stop it, or give the cluster other ports in the ConfStore: ss -ltnp; systemctl status PID',
  },
  PORT_BUSY: {
    about:
      'Warning: something listens on a port that Consul, hax or Motr need, and whose it is can be seen only as root.',
    remedy: 'Look as root: ss -ltnp; sudo hare_setup doctor',
  },
  SPACE_LOW: {
    about: 'A folder that the stages write to has less room than they may need.',
    remedy:
      'Make room, or name another folder in the settings (varDir, stateDir, logDir): df -h DIR; du -xh --max-depth=1 DIR',
  },
  INODES_LOW: {
    about:
      'The file system of a folder that the stages write to cannot hold many more files, whatever room there is.',
    remedy: 'Remove files that are not needed: df -i DIR; du -x --inodes --max-depth=1 DIR',
  },
  PLACE_NOT_WRITABLE: {
    about:
      'A folder that the stages write to does not let them: mounted read only, or not by this user.',
    remedy: 'Run as root, or mount it for writing: findmnt -T DIR; ls -ld DIR',
  },
  SPACE_UNKNOWN: {
    about:
      'How much room a folder has cannot be told; something on its path is broken, or no folder.',
    remedy: 'Look at the folder and those above it: namei -l DIR; df DIR',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
