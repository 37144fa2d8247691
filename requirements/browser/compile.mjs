// Makes what `svod browser-check` packs, in the Python of the page itself: node compile.mjs PARTS
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const parts = resolve(process.argv[2]);
const pyodide = `${parts}/fetched/node_modules/pyodide`;
const { loadPyodide } = await import(pathToFileURL(createRequire(`${parts}/fetched/`).resolve("pyodide/pyodide.mjs")).href);

const python = await loadPyodide();
python.mountNodeFS("/source", resolve(here, "../.."));
python.mountNodeFS("/fetched", `${parts}/fetched`);
python.FS.mkdirTree("/made/compiled");
python.runPython(readFileSync(`${here}/compile.py`, "utf-8"));

const store = (name, content) => writeFileSync(`${parts}/${name}.gz`, gzipSync(content, { level: 9 }));
for (const name of ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"]) store(name, readFileSync(`${pyodide}/${name}`));
for (const name of ["python_stdlib.zip", "packages.zip"]) store(name, python.FS.readFile(`/made/${name}`));
// The page installs nothing, so of the lock it needs only what it says of this Pyodide.
const { info } = JSON.parse(readFileSync(`${pyodide}/pyodide-lock.json`, "utf-8"));
store("pyodide-lock.json", JSON.stringify({ info, packages: {} }));
mkdirSync(`${parts}/compiled`, { recursive: true });
for (const name of python.FS.readdir("/made/compiled").filter((name) => name.endsWith(".pyc"))) {
  writeFileSync(`${parts}/compiled/${name}`, python.FS.readFile(`/made/compiled/${name}`));
}
