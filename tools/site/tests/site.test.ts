import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  isSkipped,
  launchBrowser,
  serveFolder,
  skipReason,
  watchedPage,
  type Browser,
  type Page,
} from '../../browser/browser.mjs';

const site = mkdtempSync(path.join(tmpdir(), 'hare-site-'));
const builder = fileURLToPath(new URL('../build.mjs', import.meta.url));
let browser: Browser | undefined;
let served: Awaited<ReturnType<typeof serveFolder>>;

/** Opens a page; `seen` gathers what no page may do: complain, or ask another machine. */
const open = async (where: string, width: number): Promise<{ page: Page; seen: string[] }> => {
  if (browser === undefined) throw new Error('no browser');
  const { page, complaints: seen } = await watchedPage(browser, {
    width,
    isOwn: (url) => url.startsWith(served.origin),
  });
  await page.goto(`${served.origin}/${where}`, { waitUntil: 'networkidle' });
  return { page, seen };
};

beforeAll(async () => {
  // Prints broken links and exits 1 where there are any.
  execFileSync(process.execPath, [builder, site], { stdio: 'pipe' });
  served = await serveFolder(site);
  if (!isSkipped) browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  served.stop();
  rmSync(site, { recursive: true, force: true });
});

test('the pages are there, with the architecture as a picture', () => {
  expect(readFileSync(path.join(site, 'ARCHITECTURE.html'), 'utf8')).toMatch(
    /<img class="diagram"[^>]*data:image\/svg/,
  );
  for (const page of ['index', 'docs/first-cluster', 'docs/stages/init', 'packages/cdf/README'])
    expect(existsSync(path.join(site, `${page}.html`)), page).toBe(true);
});

describe.skipIf(isSkipped)(`in a browser${skipReason}`, () => {
  const pages = [
    '',
    'docs/first-cluster.html',
    'docs/errors.html',
    'docs/errors/cdf.html',
    'ARCHITECTURE.html',
  ];
  const cases = pages.flatMap((page) => [400, 1280].map((width) => ({ page, width })));

  test.for(cases)(
    '/$page at $width pixels: quiet, no foreign request, not wider than the window',
    async ({ page: where, width }) => {
      const { page, seen } = await open(where, width);
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (process.env['HARE_SCREENSHOTS'] !== undefined)
        await page.screenshot({
          path: path.join(
            process.env['HARE_SCREENSHOTS'],
            `${where.replaceAll('/', '-')}${width}.png`,
          ),
        });
      await page.close();
      expect({ seen, tooWide: wide > width }).toEqual({ seen: [], tooWide: false });
    },
  );

  test('the search finds an error code on the page of its package', async () => {
    const { page, seen } = await open('', 1280);
    await page.locator('.VPNavBarSearch button').click();
    await page.locator('#localsearch-input').fill('APPLY_CLUSTER_RUNS');
    const found = page.locator('#localsearch-list a[href$="errors/kv.html#apply_cluster_runs"]');
    await found.first().waitFor();
    await found.first().click();
    expect(await page.locator('h1').innerText()).toMatch(/Error codes of @hare\/kv/);
    expect(await page.locator('#apply_cluster_runs').isVisible()).toBe(true);
    await page.close();
    expect(seen).toEqual([]);
  });
});
