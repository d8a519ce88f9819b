import type { ErrorMeaning } from '@hare/base';

/** Every code that this package reports, and what to do about it. */
export const errorCodes = {
  CONSUL_UNREACHABLE: {
    about:
      'Nothing answers at the address of Consul: it does not run, another host or port is meant, or a firewall is between; also when the plan full of stage test finds no Consul as KV.',
    remedy:
      'Look whether it runs and where it listens, start it or correct --kv: curl http://127.0.0.1:8500/v1/status/leader; ss -ltnp | grep consul',
  },
  CONSUL_TIMED_OUT: {
    about:
      'Consul began to answer, or took the connection, but was not done within the time that one request may take in all.',
    remedy:
      'Check its load and the network between; for a slow connection give it more time, in seconds: CONFSTORE_TIMEOUT=300 COMMAND',
  },
  CONSUL_ANSWER_TOO_LARGE: {
    about:
      'An answer is larger than the limit for one answer (128 MiB, for a single value 4 MiB, where nothing else is set): too many keys below the prefix, or not a Consul.',
    remedy:
      'Name a longer prefix; if the keys are really that many, raise the limit: CONFSTORE_MAX_SIZE=1G COMMAND',
  },
  CONSUL_NOT_CONSUL: {
    about: 'Something else than the HTTP interface of Consul listens at the address.',
    remedy: 'Correct the port: 8500 is the default for HTTP: ss -ltnp | grep consul',
  },
  CONSUL_NO_LEADER: {
    about:
      'Consul runs, but its servers have elected no leader, so it neither reads nor writes; usually fewer than half of the servers run.',
    remedy: 'Start the missing servers and wait until one leads: consul operator raft list-peers',
  },
  CONSUL_PERMISSION_DENIED: {
    about:
      'The ACLs of Consul deny reading or writing these keys, or sessions, with this token or without one.',
    remedy:
      'Give a token whose policy has key_prefix write and session_prefix write: CONSUL_HTTP_TOKEN=… COMMAND; consul acl token read -self',
  },
  CONSUL_TOKEN_FILE: {
    about: 'The file that CONSUL_HTTP_TOKEN_FILE names cannot be read.',
    remedy:
      'Make it readable for this user, or unset the variable: ls -l "$CONSUL_HTTP_TOKEN_FILE"',
  },
  CONSUL_TLS: {
    about:
      'No secure connection to Consul: it wants HTTPS and was asked by HTTP, or its certificate is not trusted.',
    remedy:
      'Name the authority and HTTPS, or ask for plain HTTP: CONSUL_HTTP_SSL=true CONSUL_CACERT=/path/ca.pem COMMAND',
  },
  CONSUL_TLS_FILE: {
    about:
      'A certificate or key that CONSUL_CACERT, CONSUL_CLIENT_CERT or CONSUL_CLIENT_KEY names cannot be read.',
    remedy: 'Correct the path or the mode of the file in the message: ls -l FILE',
  },
  CONSUL_CONFLICT: {
    about:
      'Other processes changed the same keys while they were written; more than 64 keys go in several transactions, of which the first may be written.',
    remedy:
      'Run the same command again; if it goes on, find out who writes these keys: confstore consul://HOST:8500/PREFIX watch',
  },
  CONSUL_TOO_LARGE: {
    about: 'A value or transaction is larger than the 512 KiB that Consul takes.',
    remedy: 'Keep large values in files and write their paths to Consul.',
  },
  CONSUL_NOT_TEXT: {
    about: 'A key of Consul holds bytes that are not UTF-8 text, so they are no configuration.',
    remedy:
      'Look at the key, and keep binary values below another prefix: consul kv get -detailed KEY',
  },
  CONSUL_UNPRINTABLE: {
    about:
      "A key has a character that this Consul's web server holds to be unprintable, and its value or its watching needs a path with it.",
    remedy: 'Rename the key: confstore consul://HOST:8500/PREFIX get_keys',
  },
  CONSUL_FAILED: {
    about:
      'Consul answered with an error that no other code covers; its status and words are in the message.',
    remedy: 'Read its log, mend what it says, run again: consul monitor -log-level=warn',
  },
} satisfies Readonly<Record<string, ErrorMeaning>>;

declare module '@hare/base' {
  interface ErrorCodes extends Record<keyof typeof errorCodes, unknown> {}
}
