// What few calls of get need, in a bundle beside it (tsup.config.ts).
export { writeFileAtomic } from '@hare/base';
export { backends } from './backends.js';
export { createStore, mustHaveFolder } from './create-store.js';
export { editText } from './edit/edit-document.js';
export { fileLocks } from './lock/file-locks.js';
export { memoryLocks } from './lock/memory-locks.js';
export { withFileLock } from './lock/with-file-lock.js';
