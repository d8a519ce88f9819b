import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { chromium } from 'playwright-core';

/** A Chromium of this machine: `HARE_CHROMIUM`, else where distributions put it. */
const executablePath = [
  process.env['HARE_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((file) => file !== undefined && existsSync(file));

export const isSkipped = executablePath === undefined && process.env['CI'] !== 'true';
export const skipReason = isSkipped ? ' (skipped: apt-get install chromium)' : '';

export function launchBrowser() {
  if (executablePath === undefined)
    throw new Error('no Chromium on this machine: apt-get install chromium');
  return chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: 0 });
}

export async function watchedPage(browser, { width, isOwn }) {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  // A page that hangs is found by the limit of its test.
  page.setDefaultTimeout(0);
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!isOwn(url) && !url.startsWith('data:')) complaints.push(`request: ${url}`);
  });
  return { page, complaints };
}

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

export function serveFolder(folder) {
  const server = createServer((request, response) => {
    const wanted = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname);
    const file = path.join(folder, wanted.endsWith('/') ? `${wanted}index.html` : wanted);
    if (!existsSync(file) || !statSync(file).isFile()) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'content-type': types[path.extname(file)] ?? 'text/plain' })
        .end(readFileSync(file));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve({
        origin: `http://127.0.0.1:${server.address().port}`,
        stop: () => void server.close(),
      }),
    );
  });
}
