"use strict";
// Runs Python in a worker, so that the page lives while a file is checked, and can end the worker if a file is too much for it.
// The page sends { start }, then one { check } or { mark } at a time; the answers are { stage }, { started }, { checked },
// { marked } or { lost }.
const RETURN = "/return", MARKED = "/marked.xlsx", OURS = "/svod", PAGE_SIZE = 65536;
const TYPES = { mjs: "text/javascript", wasm: "application/wasm" };
// Pyodide takes a worker that has importScripts for one without modules. Those that are modules don't start in a page opened from a
// file, and this one imports them all the same.
self.importScripts = undefined;
let python, checking, mebibytes, most = Infinity;

// A file gets so much memory and no more: where Python is refused it, it raises MemoryError.
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * PAGE_SIZE > most) throw new RangeError("a file needs too much memory");
  return grow.call(this, pages);
};

// A part of the page as a response, as if it had been loaded: Pyodide asks for its parts by fetch.
function unpacked(name, base64) {
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = text.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "Content-Type": TYPES[name.split(".").pop()] ?? "application/octet-stream" } });
}

async function imported(response) {
  const address = URL.createObjectURL(await response.blob());
  const module = await import(address);
  URL.revokeObjectURL(address);
  return module;
}

async function start({ parts, carried, memory }) {
  mebibytes = memory;
  const part = (name) => unpacked(name, parts[name]);
  self.fetch = async (address) => part(String(address).split("/").pop());
  postMessage({ stage: 1 });
  const { loadPyodide } = await imported(part("pyodide.mjs"));
  python = await loadPyodide({
    indexURL: "https://page.invalid/",
    createPyodideModule: (await imported(part("pyodide.asm.mjs"))).default,
    lockFileContents: await part("pyodide-lock.json").json(),
    enableRunUntilComplete: false,
  });
  postMessage({ stage: 2 });
  for (const name of ["packages.zip", "svod.zip"]) python.unpackArchive(await part(name).arrayBuffer(), "zip", { extractDir: OURS });
  postMessage({ stage: 3 });
  python.runPython(`import sys; sys.path.insert(0, "${OURS}")`);
  checking = python.pyimport("flows.browser.checking").Checking(carried);
  postMessage({ started: true });
}

function limited(bytes, loss, work) {
  python.FS.writeFile(RETURN, new Uint8Array(bytes));
  if (!loss) most = python._module.HEAPU8.length + mebibytes * 1024 * 1024;
  try { return work(); } finally { most = Infinity; }
}

function check({ name, bytes, loss }) {
  postMessage({ checked: limited(bytes, loss, () => checking.check(name, loss)) });
}

function mark({ name, bytes, language, verdict, loss }) {
  const called = limited(bytes, loss, () => checking.mark.callKwargs(name, language, verdict, { lost: Boolean(loss) }));
  postMessage({ marked: python.FS.readFile(MARKED), called });
}

const WORK = { start, check, mark };
onmessage = async ({ data: { what, ...given } }) => {
  try { await WORK[what](given); } catch (error) { postMessage({ lost: String(error) }); }
};
