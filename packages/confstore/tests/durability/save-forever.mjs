// Saves a file again and again, each time with another count, until it is killed.
import { openConfStore } from '../../dist/index.js';

const [url] = process.argv.slice(2);
const store = await openConfStore(url, { maps: true });
let round = Number(await store.get('round'));
for (;;) {
  round += 1;
  await store.set('round', round);
  await store.set('again', 'x'.repeat(round % 7));
  await store.save();
  process.stdout.write('saved\n');
}
