/** A Consul program that runs, and the version it reports, as `1.11.11`. */
export interface ConsulProgram {
  readonly binary: string;
  readonly version: string;
}

export interface BuildOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** The Go command (default `go`). */
  readonly go?: string;
  /** Gets one line at a time about the progress. */
  readonly log?: (line: string) => void;
}

/**
 * `$HARE_CONSUL`, else `consul` on PATH, else the cache; undefined when there is none of them. A
 * `$HARE_CONSUL` that does not run is an error.
 */
export function findConsul(
  options?: Pick<BuildOptions, 'env' | 'go'>,
): Promise<ConsulProgram | undefined>;
/** The version a Consul program reports; undefined when it does not run. */
export function consulVersion(binary: string): Promise<string | undefined>;
/**
 * Where the built program is or would be kept: per version of Consul, of Go and of what is built.
 * Undefined without Go.
 */
export function cachedConsul(
  options?: Pick<BuildOptions, 'env' | 'go'>,
): Promise<string | undefined>;
/**
 * Builds Consul into the cache unless it is there; of many at once, one builds and the others wait.
 * Answers the file.
 */
export function buildConsul(options?: BuildOptions): Promise<string>;

export interface StartOptions {
  readonly binary: string;
  /** 1 (default) or 3. */
  readonly servers?: number;
  /**
   * Access control lists with default policy deny; the management token is `token` of the answer.
   */
  readonly acl?: boolean;
  /** HTTPS in addition to HTTP, with its own certificate authority. */
  readonly tls?: boolean;
}

/** One server process. Addresses keep their ports when it is started again. */
export interface ConsulServer {
  /** `127.0.0.1:PORT` of HTTP. */
  readonly address: string;
  /** `127.0.0.1:PORT` of HTTPS, with `tls`. */
  readonly httpsAddress: string | undefined;
  /** Undefined while it does not run. */
  readonly pid: number | undefined;
  /** The last part of its log. */
  log(): string;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same data and ports. */
  restart(): Promise<void>;
}

export interface ConsulCluster {
  /** `127.0.0.1:PORT` of the first server. */
  readonly address: string;
  /** `consul://127.0.0.1:PORT/` of the first server. */
  readonly url: string;
  readonly servers: readonly ConsulServer[];
  readonly token: string | undefined;
  /** The certificate authority's file, with `tls`. */
  readonly caFile: string | undefined;
  /** Waits until a server that runs names a leader that runs; its place in `servers`. */
  leader(): Promise<number>;
  /** Waits until all servers run and know the leader. */
  settled(): Promise<void>;
  /** With `acl`: the secret of a new token that may what the rules (HCL) say. */
  tokenFor(rules: string): Promise<string>;
  /** Removes every key. */
  clear(): Promise<void>;
  /** Ends all servers by their process ids and removes their data. */
  stop(): Promise<void>;
}

/**
 * Starts one server or a cluster on 127.0.0.1 with free ports and temporary data, and waits for its
 * leader. Its processes end with this one, however it ends.
 */
export function startConsul(options: StartOptions): Promise<ConsulCluster>;

/**
 * The Consul that tests use. Without one the answer is undefined, after a visible line, so that the
 * caller can skip; with CI=true it is built instead, and a failure fails the tests.
 */
export function consulForTests(options?: {
  readonly env?: NodeJS.ProcessEnv;
  readonly log?: (line: string) => void;
}): Promise<ConsulProgram | undefined>;

/** A proxy before a Consul that counts. */
export interface RequestCounter {
  /** Set to 0 to start again. */
  readonly counted: {
    requests: number;
    bytes: number;
    /** Requests that fetch the keys below `m0conf/` with their values. */
    subtrees: number;
    /** Blocking queries. */
    waits: number;
  };
  /** `consul://127.0.0.1:PORT/` */
  readonly url: string;
  stop(): void;
}

/** Passes requests on to `address`, and counts them and their bytes. */
export function startCounter(address: string): Promise<RequestCounter>;
