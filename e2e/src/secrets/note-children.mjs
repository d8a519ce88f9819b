// Loaded into a bin by `--import`: notes the arguments of every process that the bin starts, as
// `ps` would show them to everybody.
import diagnostics from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';

diagnostics.subscribe('child_process', ({ process: child }) => {
  child.once('spawn', () =>
    appendFileSync(process.env['NOTE_CHILDREN'], `${JSON.stringify(child.spawnargs)}\n`),
  );
});
