// Builds static/build from static/src and the pinned packages: `npm run build`.
//
//   static/src/NAME.scss        -> static/build/NAME.css, compressed (a name with _ is a part, not a sheet)
//   static/src/ANYTHING else    -> static/build, as it is
//   GOV.UK's script             -> static/build/*.min.js
//   Source Sans 3               -> static/build/source-sans-3-*.woff2 for pages, in subsets, and
//                                  static/build/SourceSans3-*.ttf.woff for documents, whole
//
// It builds beside the old folder and swaps at the end, so a failed build leaves the last good one.

import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import * as sass from "sass";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const packages = join(root, "node_modules");
const source = join(root, "static", "src");
const target = join(root, "static", "build");
const fresh = `${target}.new`;

const scripts = ["govuk-frontend/dist/govuk/govuk-frontend.min.js"];
const pageFaces = ["400-normal", "400-italic", "600-normal", "700-normal"];
const pageSubsets = ["latin", "latin-ext"];
const documentFaces = ["Regular", "Bold", "It"];
const fonts = [
  ...pageSubsets.flatMap((subset) =>
    pageFaces.map((face) => `@fontsource/source-sans-3/files/source-sans-3-${subset}-${face}.woff2`),
  ),
  ...documentFaces.map((face) => `source-sans/WOFF/TTF/SourceSans3-${face}.ttf.woff`),
];

// The packages warn about each other; only what our own sheets do is for us to mend.
function warnOfOurOwn(message, { stack = "", span }) {
  const place = stack.split("\n")[0] || String(span?.url ?? "");
  if (!place.includes("node_modules")) console.warn(`${message}\n${stack || place}`);
}

async function compileSheet(path) {
  const { css } = sass.compile(path, {
    style: "compressed",
    quietDeps: true,
    logger: { warn: warnOfOurOwn },
    // MOJ Frontend names GOV.UK Frontend as "node_modules/govuk-frontend/...".
    loadPaths: [packages, root],
    importers: [new sass.NodePackageImporter(root)],
  });
  await writeFile(join(fresh, `${basename(path, ".scss")}.css`), css);
}

async function buildSource() {
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const path = join(source, entry.name);
    if (!entry.name.endsWith(".scss")) {
      if (!(entry.isDirectory() && (await holdsOnlySheets(path)))) {
        await cp(path, join(fresh, entry.name), { recursive: true });
      }
    } else if (!entry.name.startsWith("_")) {
      await compileSheet(path);
    }
  }
}

async function holdsOnlySheets(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.every((entry) => entry.isDirectory() || entry.name.endsWith(".scss"));
}

// The package's source map is not served, and a name without a file stops collectstatic.
async function copyScript(path) {
  const text = await readFile(join(packages, path), "utf8");
  await writeFile(join(fresh, basename(path)), text.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"));
}

if (!existsSync(join(source, "mandate.scss"))) {
  console.log("There is no static/src/mandate.scss yet, so there is nothing to build.");
  process.exit(0);
}
await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });
await buildSource();
for (const path of scripts) await copyScript(path);
for (const path of fonts) await cp(join(packages, path), join(fresh, basename(path)));
await rm(target, { recursive: true, force: true });
await rename(fresh, target);
console.log("Built static/build.");
