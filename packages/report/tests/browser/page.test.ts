import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  isSkipped,
  launchBrowser,
  skipReason,
  watchedPage,
  type Browser,
  type Page,
  type WatchedPage,
} from '../../../../tools/browser/browser.mjs';
import { renderReport } from '../../src/index.js';
import { sampleReport, type SampleOptions } from '../support/sample-report.js';

const folder = mkdtempSync(path.join(tmpdir(), 'hare-page-'));
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe.skipIf(isSkipped)(`a page in a real browser${skipReason}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function open(options: SampleOptions, width = 1600, hash = ''): Promise<WatchedPage> {
    const file = path.join(folder, 'page.html');
    writeFileSync(file, renderReport(sampleReport(options)));
    const address = pathToFileURL(file).href;
    const watched = await watchedPage(browser, {
      width,
      isOwn: (url) => url.replace(/#.*$/, '') === address,
    });
    await watched.page.goto(`${address}${hash}`);
    return watched;
  }

  async function seriousFaults(page: Page): Promise<readonly string[]> {
    await page.evaluate(readFileSync(axeFile, 'utf8'));
    const { violations } = await page.evaluate<AxeResults>(
      "axe.run(document, { resultTypes: ['violations'] })",
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  }

  test.each([1, 3, 100, 1000])(
    '%i nodes: no complaint, no request, and nothing serious for axe',
    async (nodes) => {
      const { page, complaints } = await open({ nodes });
      expect(await page.title()).toBe('Hare cluster report: host-1');
      expect(await seriousFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test.each(['light', 'dark'] as const)('all that unfolds is readable, %s', async (colorScheme) => {
    const { page, complaints } = await open({ nodes: 3 }, 800);
    await page.emulateMedia({ colorScheme });
    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await page.getByRole('row', { name: /wwn-0x5000c50000000001/ }).count()).toBe(2);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close all' }).click();
    expect(await page.locator('details[open]').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('search finds one drive of 16,000, and everything comes back without it', async () => {
    const { page } = await open({ nodes: 1000 });
    const search = page.getByRole('searchbox');
    await page.keyboard.press('/');
    expect(await page.locator('#search:focus').count()).toBe(1);
    await page.keyboard.type('WWN-0x5000c50000030cdc');
    await page.locator('#found', { hasText: '1 match' }).waitFor();
    expect(await page.locator('details.node:visible').count()).toBe(1);
    expect(await page.locator('details.node:visible').textContent()).toContain('srvnode-1000.');
    await page.keyboard.press('Escape');
    await page.locator('#found', { hasText: /^$/ }).waitFor({ state: 'attached' });
    expect(await page.locator('details.set:visible').count()).toBe(63);
    await search.fill('no such thing');
    await page.locator('#found', { hasText: '0 matches' }).waitFor();
    expect(await page.locator('details.set:visible').count()).toBe(0);
    await page.close();
  });

  test('sets and nodes unfold by keyboard', async () => {
    const { page } = await open({ nodes: 100 });
    const set = page.locator('details.set').first();
    await set.locator('> summary').focus();
    await page.keyboard.press('Enter');
    await set.locator('details.node').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await set.getByRole('row', { name: /wwn-0x5000c50000000000/ }).waitFor();
    expect(await set.locator('details.node[open]').count()).toBe(1);
    await page.close();
  });

  test('a link opens a node or a drive, also one in a folded set', async () => {
    const { page } = await open({ nodes: 100 }, 1600, '#node=srvnode-77.data.private');
    const node = page.locator('details.node[open]');
    await node.waitFor();
    expect(await node.locator('> summary').textContent()).toContain('srvnode-77.');
    const drive = '/dev/disk/by-id/wwn-0x5000c50000000007';
    await page.evaluate(`location.hash = 'drive=srvnode-1.data.private:${drive}'`);
    const row = `drive=${encodeURIComponent(`srvnode-1.data.private:${drive}`)}`;
    await page.locator(`[id="${row}"]:focus`).waitFor();
    await page.close();
  });

  test('what comes from outside does nothing', async () => {
    const outside = '<script>window.did = 1</script><img src="x:y" onerror="window.did = 2">';
    const { page, complaints } = await open({ nodes: 3, outside });
    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await page.evaluate('window.did')).toBeUndefined();
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.locator('details.node').first().textContent()).toContain(outside);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.each([400, 800, 1600])(
    '%i pixels: the page itself never scrolls sideways',
    async (width) => {
      const { page } = await open({ nodes: 3 }, width);
      await page.getByRole('button', { name: 'Open all' }).click();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        width,
      );
      await page.close();
    },
  );

  test('on paper everything of a small cluster is unfolded, and controls are gone', async () => {
    const { page } = await open({ nodes: 3 });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await page.locator('#search').isVisible()).toBe(false);
    await page.close();
  });
});
