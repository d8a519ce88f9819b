/** Files of stateDir in which config and upgrade remember for later stages what they did. */
export const configStateFiles: readonly string[] = ['config.json', 'facts.json', 'upgrade.json'];

/** Files of stateDir which say that the devices were formatted, and for which CDF. They outlive the configuration. */
export const mkfsStateFiles: readonly string[] = ['mkfs.json', 'mkfs.cdf.yaml'];
