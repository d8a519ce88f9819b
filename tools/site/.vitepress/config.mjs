/**
 * The pages of the repository as a static site: `docs/`, ARCHITECTURE.md, CONTRIBUTING.md and the
 * README of every package. The repository itself is the source, so that a link that works there
 * works on the site; a dead link fails the build.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderMermaidSVG } from 'beautiful-mermaid';
import { defineConfig } from 'vitepress';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** The pages of one folder of docs/, by name, as links of the side bar. */
const pagesOf = (folder) =>
  readdirSync(path.join(repository, 'docs', folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -3))
    .map((name) => ({ text: name, link: `/docs/${folder}/${name}` }));

const packages = readdirSync(path.join(repository, 'packages')).map((name) => ({
  text: name,
  link: `/packages/${name}/README`,
}));

/** The anchor of a heading as GitHub makes it, so that links within the repository work here too. */
const githubSlug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

export default defineConfig({
  title: 'hare_setup',
  description: 'The mini-provisioner of Hare: brings a storage node up in stages',
  lang: 'en',
  srcDir: repository,
  srcExclude: [
    ...['CHANGELOG.md', 'docs/api/**', 'dist/**', '.nx/**', '.github/**'],
    ...['e2e/**', 'tools/**', 'packages/*/!(docs)/**/*', 'packages/*/CHANGELOG.md'],
  ],
  // Everything else stays where it is, so that a relative link means the same as in the repository.
  rewrites: { 'README.md': 'index.md' },
  outDir: path.join(repository, 'dist/site'),
  cacheDir: path.join(repository, '.nx/site'),
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  // Nothing is asked of another machine: no fonts, no analytics, no search service.
  themeConfig: {
    search: { provider: 'local' },
    outline: { level: [2, 3] },
    nav: [
      { text: 'Tutorial', link: '/docs/first-cluster' },
      { text: 'How-to', link: '/docs/troubleshooting' },
      { text: 'Reference', link: '/docs/commands/hare_setup' },
      { text: 'Explanation', link: '/ARCHITECTURE' },
    ],
    sidebar: [
      { text: 'Start', link: '/' },
      { text: 'Install', link: '/docs/install' },
      { text: 'All pages', link: '/docs/README' },
      {
        text: 'Tutorial',
        items: [
          { text: 'The first cluster', link: '/docs/first-cluster' },
          { text: 'Three nodes', link: '/docs/three-nodes' },
          { text: 'Repair a machine', link: '/docs/repair' },
        ],
      },
      {
        text: 'How-to',
        items: [
          { text: 'Troubleshooting', link: '/docs/troubleshooting' },
          { text: 'Coming from the original tools', link: '/docs/migration' },
          { text: 'The RPM packages', link: '/docs/packaging' },
          { text: 'Contributing', link: '/CONTRIBUTING' },
        ],
      },
      {
        text: 'Reference',
        items: [
          { text: 'Commands', items: pagesOf('commands') },
          { text: 'Stages', items: pagesOf('stages'), collapsed: true },
          { text: 'Settings', link: '/docs/settings' },
          {
            text: 'Error codes',
            link: '/docs/errors',
            items: pagesOf('errors'),
            collapsed: true,
          },
          { text: 'Weight of the packages', link: '/docs/packages' },
          { text: 'Libraries', items: packages, collapsed: true },
        ],
      },
      { text: 'Explanation', items: [{ text: 'Architecture', link: '/ARCHITECTURE' }] },
    ],
  },
  markdown: {
    anchor: { slugify: githubSlug },
    config(md) {
      const fence = md.renderer.rules.fence;
      md.renderer.rules.fence = (tokens, index, ...rest) => {
        const token = tokens[index];
        if (token.info.trim() !== 'mermaid') return fence(tokens, index, ...rest);
        // As a picture of its own: its style stays its own, and it asks no other machine for a font.
        const svg = renderMermaidSVG(token.content).replace(/@import [^;]*;/g, '');
        const data = Buffer.from(svg).toString('base64');
        return `<img class="diagram" alt="Diagram" src="data:image/svg+xml;base64,${data}">`;
      };
    },
  },
});
