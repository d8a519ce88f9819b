import { createHash } from 'node:crypto';
import { html, trusted, type Html } from './html.js';
import { pageScript } from './page-script.js';
import { pageStyle } from './page-style.js';

export interface PageParts {
  readonly title: string;
  /** Of the sections, by their anchors. */
  readonly contents: readonly { readonly id: string; readonly title: string }[];
  readonly about: Html;
  readonly body: Html;
  /** Embedded as JSON, for programs and for what is shown only when it is opened. */
  readonly data: unknown;
}

/**
 * One page that loads nothing: style, script and data are in it, and its policy allows nothing
 * else. Pure.
 */
export function renderPage({ title, contents, about, body, data }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(pageScript)}'`,
    `style-src '${hashOf(pageStyle)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        ${inline('style', pageStyle)}
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header>
          <h1>${title}</h1>
          ${about}
          <nav aria-label="Sections">
            <ul>
              ${contents.map((entry) => html`<li><a href="#${entry.id}">${entry.title}</a></li>`)}
            </ul>
          </nav>
          <div class="tools" role="search" aria-label="This page">
            <label for="search">Search</label>
            <input
              id="search"
              type="search"
              autocomplete="off"
              placeholder="node, drive, step, code …"
              aria-keyshortcuts="/"
            />
            <button type="button" id="open-all">Open all</button>
            <button type="button" id="close-all">Close all</button>
            <span id="found" role="status"></span>
          </div>
          <noscript
            ><p class="note">
              This page opens nodes and searches with a script that is part of it. Allow it, or read
              the JSON at its end.
            </p></noscript
          >
        </header>
        <main id="content" tabindex="-1">${body}</main>
        ${inline('script type="application/json" id="data"', jsonInHtml(data))}
        ${inline('script', pageScript)}
      </body>
    </html> `.html;
}

/** An element whose text is exactly this: the policy of the page names its hash. */
function inline(tag: string, text: string): Html {
  return trusted(`<${tag}>${text}</${tag.replace(/ .*/, '')}>`);
}

/** JSON that no HTML parser takes for anything else. */
export function jsonInHtml(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
