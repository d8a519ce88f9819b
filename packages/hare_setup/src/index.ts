export type {} from './error-codes.js';
export { catalogues } from './catalogues.js';
export { commands } from './commands.js';
export { hareSetup } from './hare-setup.js';
export { main } from './main.js';
export { stages, type StageEntry } from './stages.js';
export { setupYaml, supportYaml, type SetupYamlOptions } from './setup-yaml.js';
export { program } from './program.js';
export { parseInvocation, type Invocation } from './parse-invocation.js';
