const { existsSync } = require('node:fs');
const path = require('node:path');
const { default: DefaultChangelogRenderer } = require('nx/release/changelog-renderer');

/**
 * For Nx's release: the changelog of a package's first release says what the package is, since the
 * commits before it are of no use to its users; every later one names its commits.
 */
module.exports = class ChangelogRenderer extends DefaultChangelogRenderer {
  async render() {
    const { listWorkspaces, repository } = await import('../workspace/manifests.mjs');
    const { folder, manifest } = listWorkspaces().find(
      (each) => each.manifest.name === this.project,
    );
    if (existsSync(path.join(repository, folder, 'CHANGELOG.md'))) return super.render();
    return `${this.renderVersionTitle()}\n\nThe first release.\n\n${manifest.description}.`;
  }
};
