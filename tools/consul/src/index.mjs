export { buildConsul, cachedConsul } from './build-consul.mjs';
export { consulForTests } from './consul-for-tests.mjs';
export { startCounter } from './count-requests.mjs';
export { consulVersion, findConsul } from './find-consul.mjs';
export { startConsul } from './start-consul.mjs';
