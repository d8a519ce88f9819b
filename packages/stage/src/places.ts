/** Where things stand; every path is below `--root`. */
export interface Places {
  /** CDF and generated configuration: `/var/lib/hare`. */
  readonly varDir: string;
  /** `/var/lib/hare/setup`: `config.json mkfs.json facts.json journal.jsonl`. */
  readonly stateDir: string;
  /** `/var/log/seagate/hare` */
  readonly logDir: string;
  readonly logFile: string;
  /** `/run/hare/setup.lock` */
  readonly lockFile: string;
  /** `/opt/seagate/cortx/hare` */
  readonly prefix: string;
  /** `/var/lib/hare/cluster.yaml` */
  readonly cdfFile: string;
  /** What `--file` names: the CDF to use instead of the one that config recorded. */
  readonly namedCdf?: string | undefined;
}
