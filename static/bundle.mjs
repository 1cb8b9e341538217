// SPDX-License-Identifier: GPL-3.0-or-later
// Bundles what pages load: `node bundle.mjs SOURCES INTO`. Runs in the folder that holds node_modules.
import { build } from 'esbuild';
import { copyFile, mkdir, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

const [sources, into] = process.argv.slice(2);
const from = (...names) => names.map((name) => path.join(sources, name));

// Scripts say what templates cannot; of a catalogue they need the keys that begin with "js.".
const catalogues = {
  name: 'catalogues',
  setup(building) {
    building.onLoad({ filter: /strings\/.*\.json$/ }, async ({ path: file }) => {
      const all = JSON.parse(await readFile(file, 'utf8'));
      const own = Object.fromEntries(Object.entries(all).filter(([key]) => key.startsWith('js.')));
      return { contents: JSON.stringify(own), loader: 'json' };
    });
  },
};

await rm(into, { recursive: true, force: true });
await mkdir(into, { recursive: true });
await build({
  entryPoints: from('page.js', 'panel.js', 'slip.js', 'map.js', 'map.css', 'site.css'),
  outdir: into,
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome100', 'firefox100', 'safari15.4'],
  charset: 'utf8',
  loader: { '.png': 'dataurl' },
  legalComments: 'none',
  nodePaths: [path.join(process.cwd(), 'node_modules')],
  plugins: [catalogues],
  logLevel: 'warning',
});
await copyFile(path.join(sources, 'icon.svg'), path.join(into, 'icon.svg'));
// Those of content/pictures.yaml; addresses have no folders.
for (const name of await readdir(path.join(sources, 'pictures'))) {
  await copyFile(path.join(sources, 'pictures', name), path.join(into, 'picture-' + name));
}
