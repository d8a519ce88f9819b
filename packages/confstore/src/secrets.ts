export { isSecretName, lastName } from './secrets/is-secret-name.js';
export { mask } from './secrets/mask.js';
export { maskSecrets } from './secrets/mask-secrets.js';
export { maskText } from './secrets/mask-text.js';
export { maskUrl } from './secrets/mask-url.js';
export { connectionRanges } from './secrets/secret-ranges.js';
export type { Range } from './secrets/mask-ranges.js';
