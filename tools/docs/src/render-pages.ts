import { describeSteps } from '@hare/stage/forecast';
import { stages } from 'hare_setup';
import { loadCatalogue } from './catalogues.js';
import { listManuals } from './manuals/list-manuals.js';
import { errorsPages } from './pages/errors-pages.js';
import { indexPage } from './pages/index-page.js';
import { settingsPage } from './pages/settings-page.js';
import { stagePage, type StageFacts } from './pages/stage-page.js';
import { troubleshootingPage } from './pages/troubleshooting-page.js';
import { manualPage } from './render/manual-page.js';
import { listPackages } from './repository.js';
import { codesOfStage } from './stage-codes.js';

/** The folder of the package that a bin belongs to. */
function folderOf(bin: string): string {
  const found = listPackages().find((manifest) => bin in manifest.bin);
  if (found === undefined) throw new Error(`no package has the bin ${bin}`);
  return found.folder;
}

/** Every page that is made from data alone: its path below docs/, its text. */
export async function renderPages(): Promise<ReadonlyMap<string, string>> {
  const catalogue = await loadCatalogue();
  const facts: StageFacts[] = [];
  for (const entry of stages) {
    const stage = await entry.load();
    const bin = `hare-stage-${stage.name.replaceAll('_', '-')}`;
    facts.push({
      stage,
      bin,
      steps: await describeSteps(stage),
      codes: codesOfStage(folderOf(bin), catalogue),
    });
  }
  const commands = (await listManuals()).filter(({ bin }) => !bin.startsWith('hare-stage-'));
  return new Map([
    ['README.md', indexPage({ stages: facts, commands })],
    ...errorsPages(catalogue),
    ['troubleshooting.md', troubleshootingPage(catalogue)],
    ['settings.md', settingsPage()],
    ...facts.map((each) => [`stages/${each.stage.name}.md`, stagePage(each)] as const),
    ...commands.map((manual) => [`commands/${manual.bin}.md`, manualPage(manual)] as const),
  ]);
}
