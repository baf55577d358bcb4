// Makes what the browser loads: one app.css, one app.js, the fonts; each also compressed, as the server has no time to.
import { readdirSync, readFileSync, copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const { values } = parseArgs({ options: { outdir: { type: "string", default: "var/assets" } } });

await build({
  entryPoints: ["static/app.css", "static/app.js"],
  bundle: true,
  minify: true,
  target: "es2022",
  // Nesting and light-dark() stay as written: every browser of the last two years knows them.
  supported: { nesting: true },
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  outdir: values.outdir,
  logLevel: "warning",
});
copyFileSync("static/mark.svg", join(values.outdir, "mark.svg"));

for (const name of readdirSync(values.outdir).filter((name) => /\.(css|js|svg)$/.test(name))) {
  const bytes = readFileSync(join(values.outdir, name));
  writeFileSync(join(values.outdir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 10 };
  writeFileSync(join(values.outdir, `${name}.br`), brotliCompressSync(bytes, { params: quality }));
}
