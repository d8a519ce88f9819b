/** Every link of the built site: does its page exist, and on it the anchor? */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * The links of the pages below a folder that lead nowhere, as `page -> link`.
 * Links to other hosts are not followed.
 */
export function brokenLinks(site) {
  const pages = new Map();
  const page = (file) => {
    if (!pages.has(file)) {
      const html = readFileSync(file, 'utf8');
      const ids = new Set(Array.from(html.matchAll(/\sid="([^"]*)"/g), ([, id]) => id));
      const links = Array.from(html.matchAll(/<a\s[^>]*?href="([^"]*)"/g), ([, link]) => link);
      pages.set(file, { ids, links });
    }
    return pages.get(file);
  };
  const broken = [];
  for (const name of readdirSync(site, { recursive: true })) {
    if (!name.endsWith('.html') || name === '404.html') continue;
    for (const link of page(path.join(site, name)).links) {
      const url = new URL(link.replaceAll('&amp;', '&'), `http://site/${name}`);
      if (url.host !== 'site') continue;
      let file = path.join(site, decodeURIComponent(url.pathname));
      if (existsSync(file) && statSync(file).isDirectory()) file = path.join(file, 'index.html');
      const anchor = decodeURIComponent(url.hash.slice(1));
      const found =
        existsSync(file) &&
        (anchor === '' || !file.endsWith('.html') || page(file).ids.has(anchor));
      if (!found) broken.push(`${name} -> ${link}`);
    }
  }
  return broken;
}
