/**
 * How a Consul is reached beyond its address; what is absent comes from the environment variables
 * that Consul's own command reads.
 */
export interface ConsulOptions {
  /** ACL token (`CONSUL_HTTP_TOKEN`, or the file `CONSUL_HTTP_TOKEN_FILE`). Never logged. */
  readonly token?: string | undefined;
  /** The socket that Consul listens at, instead of host and port. */
  readonly socket?: string | undefined;
  /** HTTPS instead of HTTP (`CONSUL_HTTP_SSL`). */
  readonly https?: boolean | undefined;
  /** File of the certificate authority to trust (`CONSUL_CACERT`). */
  readonly caFile?: string | undefined;
  /** Certificate and key of this client (`CONSUL_CLIENT_CERT`, `CONSUL_CLIENT_KEY`). */
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
  /** The name in the server's certificate, when it is not the host (`CONSUL_TLS_SERVER_NAME`). */
  readonly serverName?: string | undefined;
  /** False: any certificate is accepted (`CONSUL_HTTP_SSL_VERIFY=false`). */
  readonly verify?: boolean | undefined;
  /**
   * How long a request that may be repeated is repeated while Consul is without a leader or
   * restarts, ms (default 20,000).
   */
  readonly retryMs?: number | undefined;
  /**
   * How long one request may take in all, however steadily its answer trickles, ms
   * (`CONFSTORE_TIMEOUT` in seconds, default 60); a blocking query has its waiting time in
   * addition.
   */
  readonly timeoutMs?: number | undefined;
  /** The size limit of one answer, bytes (`CONFSTORE_MAX_SIZE`, default 128 MiB). */
  readonly maxAnswerBytes?: number | undefined;
}
