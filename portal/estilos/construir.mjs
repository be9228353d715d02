// Compile the stylesheet, cut the font to what is used of it, copy htmx, and write down from which versions and with which hashes.

import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { constants, gzipSync } from "node:zlib";
import * as sass from "sass";
import subsetFont from "subset-font";

const aqui = dirname(fileURLToPath(import.meta.url));
const salida = join(aqui, "..", "static", "portal");
const modulos = join(aqui, "node_modules");
const fuente = join(modulos, "@fontsource-variable", "atkinson-hyperlegible-next");

const { css } = sass.compile(join(aqui, "src", "portal.scss"), {
  style: "compressed",
  charset: false,
  loadPaths: [join(modulos, "govuk-frontend", "dist")],
  quietDeps: true,
});
if (/GDS|crown|crest/i.test(css)) throw new Error("La hoja lleva algo que pertenece a GOV.UK.");

writeFileSync(join(salida, "portal.css"), css + "\n");

// The letters of the languages of the portal, from regular to bold: no page uses a lighter or a heavier one, and the file is half as long.
const rango = (desde, hasta) => String.fromCodePoint(...Array.from({ length: hasta - desde + 1 }, (_, n) => desde + n));
const letras = rango(0x20, 0x7e) + rango(0xa0, 0xff) + "ŒœŠšŽžŸ–—‘’‚“”„†•…‰‹›€™−ʼꞋꞌ";
const entera = readFileSync(join(fuente, "files", "atkinson-hyperlegible-next-latin-wght-normal.woff2"));
const cortada = await subsetFont(entera, letras, { targetFormat: "woff2", variationAxes: { wght: { min: 400, max: 700, default: 400 } } });
writeFileSync(join(salida, "fuentes", "atkinson-hyperlegible-next.woff2"), cortada);
copyFileSync(join(fuente, "LICENSE"), join(salida, "fuentes", "OFL.txt"));

copyFileSync(join(modulos, "htmx.org", "dist", "htmx.min.js"), join(salida, "htmx.js"));
copyFileSync(join(modulos, "htmx.org", "LICENSE"), join(salida, "htmx.LICENSE.txt"));

// WhiteNoise serves the file with .gz where it stands, also where nobody collects static files.
for (const nombre of ["portal.css", "portal.js", "bandeja.js", "htmx.js", "trozos.js"]) {
  writeFileSync(join(salida, `${nombre}.gz`), gzipSync(readFileSync(join(salida, nombre)), { level: constants.Z_BEST_COMPRESSION }));
}

const version = (paquete) => JSON.parse(readFileSync(join(modulos, paquete, "package.json"))).version;
const paquetes = ["govuk-frontend", "htmx.org", "sass", "subset-font", "@fontsource-variable/atkinson-hyperlegible-next"];
const archivos = ["fuentes/atkinson-hyperlegible-next.woff2", "portal.css", "portal.js", "bandeja.js", "htmx.js", "trozos.js"];
const origen = {
  versiones: Object.fromEntries(paquetes.map((p) => [p, version(p)])),
  sha256: Object.fromEntries(archivos.map((a) => [a, createHash("sha256").update(readFileSync(join(salida, a))).digest("hex")])),
};
writeFileSync(join(aqui, "origen.json"), JSON.stringify(origen, null, 2) + "\n");
console.log(`portal.css: ${(css.length / 1024).toFixed(1)} KB, ${(gzipSync(css, { level: 9 }).length / 1024).toFixed(1)} KB comprimido`);
