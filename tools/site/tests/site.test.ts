import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOM = 900_000;
const site = mkdtempSync(path.join(tmpdir(), 'hare-site-'));
const builder = fileURLToPath(new URL('../build.mjs', import.meta.url));
const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) =>
  existsSync(file),
);
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

let browser: Browser | undefined;
let server: Server;
let origin: string;

const serve = (): Promise<void> =>
  new Promise((resolve) => {
    server = createServer((request, response) => {
      const wanted = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname);
      const file = path.join(site, wanted.endsWith('/') ? `${wanted}index.html` : wanted);
      if (!existsSync(file) || !statSync(file).isFile()) response.writeHead(404).end();
      else
        response
          .writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'text/plain' })
          .end(readFileSync(file));
    }).listen(0, '127.0.0.1', () => {
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      resolve();
    });
  });

/** Opens a page; `seen` gathers what no page may do: complain, or ask another machine. */
const open = async (where: string, width: number): Promise<{ page: Page; seen: string[] }> => {
  if (browser === undefined) throw new Error('no browser');
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  page.setDefaultTimeout(ROOM);
  const seen: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('data:')) seen.push(`request: ${url}`);
  });
  await page.goto(`${origin}/${where}`, { waitUntil: 'networkidle' });
  return { page, seen };
};

beforeAll(async () => {
  // Prints broken links and exits 1 where there are any.
  execFileSync(process.execPath, [builder, site], { stdio: 'pipe' });
  await serve();
  if (executable !== undefined)
    browser = await chromium.launch({ executablePath: executable, timeout: ROOM });
}, ROOM);

afterAll(async () => {
  await browser?.close();
  server.close();
  rmSync(site, { recursive: true, force: true });
}, ROOM);

test('the pages are there, with the architecture as a picture', () => {
  expect(readFileSync(path.join(site, 'ARCHITECTURE.html'), 'utf8')).toMatch(
    /<img class="diagram"[^>]*data:image\/svg/,
  );
  for (const page of ['index', 'docs/first-cluster', 'docs/stages/init', 'packages/cdf/README'])
    expect(existsSync(path.join(site, `${page}.html`)), page).toBe(true);
});

test.runIf(process.env['CI'] === 'true')('CI has a browser', () => {
  expect(executable, 'Debian package chromium').toBeDefined();
});

describe.runIf(executable !== undefined)('in a browser', () => {
  const pages = ['', 'docs/first-cluster.html', 'docs/errors.html', 'ARCHITECTURE.html'];
  const cases = pages.flatMap((page) => [400, 1280].map((width) => ({ page, width })));

  test.for(cases)(
    '/$page at $width pixels: quiet, no foreign request, not wider than the window',
    { timeout: ROOM },
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

  test('the search finds an error code', { timeout: ROOM }, async () => {
    const { page, seen } = await open('', 1280);
    await page.locator('.VPNavBarSearch button').click();
    await page.locator('#localsearch-input').fill('APPLY_CLUSTER_RUNS');
    const found = page.locator('#localsearch-list a', { hasText: 'Error codes' });
    await found.first().waitFor();
    await found.first().click();
    expect(await page.locator('h1').innerText()).toMatch(/Error codes/);
    await page.close();
    expect(seen).toEqual([]);
  });
});
