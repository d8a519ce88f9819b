/** How a configuration is made and applied: the options of config that other stages share. */
export interface ConfigurationOptions {
  /** Where the CDF is written; undefined: the usual place. */
  readonly file: string | undefined;
  /** How the ConfStore is laid out; undefined: recognised by its keys. */
  readonly dialect: string | undefined;
  /** Format of the CDF; undefined: as the dialect has it. */
  readonly cdfFormat: string | undefined;
  /**
   * A CDF that says the same already keeps its text, comments too, and is at most converted to the
   * format; it never goes back to 2021 by itself.
   */
  readonly keepsText?: boolean;
  /**
   * Whether a different configuration in the KV is replaced; `renumber`: also when fids of existing
   * drives change.
   */
  readonly replace: string | boolean;
}
