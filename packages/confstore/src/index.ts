export type {} from './error-codes.js';
export type {
  AnyStore,
  ConfLeaf,
  ConfList,
  ConfLock,
  ConfMap,
  ConfScalar,
  ConfStore,
  ConfValue,
  Differences,
  KeyOptions,
  LockOptions,
  MapStore,
  OpenOptions,
  PlainValue,
} from './conf-store.js';
export { cloneValue, toConfValue, toPlain } from './document/conf-value.js';
export { equalValues } from './document/equal-values.js';
export { type KeyLens, type Lens, compose, lens, makeLens } from './document/lens.js';
export { jsonText, textOf } from './document/text-of.js';
export { formatKey } from './key/format-key.js';
export { parseKey } from './key/parse-key.js';
export type { Path, Step } from './key/path.js';
export { openConfStore } from './open-conf-store.js';
