export { configPathKey, sslKey } from '@hare/apply';
export { openKv, type KvContent, type KvValue, type StageKv } from './owned/stage-kv.js';
