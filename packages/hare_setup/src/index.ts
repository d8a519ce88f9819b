export type {} from './error-codes.js';
export { catalogues } from './catalogues.js';
export { commands, type CommandEntry } from './commands.js';
export { examples } from './help.js';
export { main } from './main.js';
export { stages, type StageEntry } from './stages.js';
export { setupYaml, supportYaml, type SetupYamlOptions } from './setup-yaml.js';
export { parseInvocation, type Invocation } from './parse-invocation.js';
