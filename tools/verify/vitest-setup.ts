/** What every worker of the tests does first. */
import { keepThreadsAwake } from '../../packages/cli/src/keep-threads-awake.js';

keepThreadsAwake();
