import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  CONSUL_UNREACHABLE: {
    about:
      'Consul does not answer at this address: it is stopped, the host or port is wrong, ' +
      'or a firewall blocks it.',
    remedy: 'Start Consul, or correct --kv: ss -ltnp | grep consul',
  },
  CONSUL_TIMED_OUT: {
    about: 'Consul accepted the connection but did not complete the request in time.',
    remedy:
      'Check the load of Consul and the network, or allow more seconds: ' +
      'CONFSTORE_TIMEOUT=300 COMMAND',
  },
  CONSUL_ANSWER_TOO_LARGE: {
    about:
      'The answer is larger than the limit (128 MiB by default, 4 MiB for one value): too ' +
      'many keys below the prefix, or the server is not Consul.',
    remedy:
      'Use a longer prefix; if there really are that many keys, raise the limit: ' +
      'CONFSTORE_MAX_SIZE=1G COMMAND',
  },
  CONSUL_NOT_CONSUL: {
    about: 'The server at this address is not the HTTP interface of Consul.',
    remedy: 'Correct the port; the default is 8500: ss -ltnp | grep consul',
  },
  CONSUL_NO_LEADER: {
    about:
      'Consul runs but its servers have no leader, so it cannot read or write. Usually ' +
      'less than half of the servers run.',
    remedy: 'Start the missing servers and wait for a leader: consul operator raft list-peers',
  },
  CONSUL_PERMISSION_DENIED: {
    about:
      'The ACLs of Consul deny access to these keys or to sessions, with this token or ' +
      'without one.',
    remedy:
      'Use a token whose policy has key_prefix and session_prefix write: ' +
      'CONSUL_HTTP_TOKEN=… COMMAND',
  },
  CONSUL_TOKEN_FILE: {
    about: 'The file in CONSUL_HTTP_TOKEN_FILE cannot be read.',
    remedy:
      'Make the file readable for this user, or unset the variable: ls -l ' +
      '"$CONSUL_HTTP_TOKEN_FILE"',
  },
  CONSUL_TLS: {
    about:
      'No secure connection to Consul: the server expects HTTPS but got HTTP, or its ' +
      'certificate is not trusted.',
    remedy:
      'Use HTTPS with the right certificate authority: CONSUL_HTTP_SSL=true ' +
      'CONSUL_CACERT=/path/ca.pem COMMAND',
  },
  CONSUL_TLS_FILE: {
    about: 'A file in CONSUL_CACERT, CONSUL_CLIENT_CERT or CONSUL_CLIENT_KEY cannot be read.',
    remedy: 'Correct the path or the mode of the file in the message: ls -l FILE',
  },
  CONSUL_CONFLICT: {
    about:
      'Other processes changed the same keys during the write. More than 64 keys need ' +
      'several transactions, so the first ones may be written.',
    remedy:
      'Retry; if it happens again, find out which process writes these keys: confstore ' +
      'consul://HOST:8500/PREFIX watch',
  },
  CONSUL_TOO_LARGE: {
    about: 'The value or transaction is larger than the 512 KiB that Consul accepts.',
    remedy: 'Store large values in files and write only their paths to Consul.',
  },
  CONSUL_NOT_TEXT: {
    about: 'The value of a key is not UTF-8 text, so it cannot be configuration.',
    remedy: 'Check the key, and move binary values to another prefix: consul kv get -detailed KEY',
  },
  CONSUL_UNPRINTABLE: {
    about:
      "The key contains a character that Consul's web server refuses in a path, so its " +
      'value cannot be read or watched.',
    remedy: 'Rename the key; to list the keys: confstore consul://HOST:8500/PREFIX get_keys',
  },
  CONSUL_FAILED: {
    about: 'Consul answered with an error; the message gives the status and the text.',
    remedy: 'Read the log of Consul, fix the cause, and retry: consul monitor -log-level=warn',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
