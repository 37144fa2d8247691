"use strict";
// Takes files, has them checked by the worker one after another, and shows what it says.
const byId = (id) => document.getElementById(id);
const WORDS = JSON.parse(byId("words").textContent);
const SETTINGS = byId("settings").dataset;
const STAGES = ["starting", "starting", "unpacking", "loading"];
const waiting = [];
let worker, ready = false, broken = false, task = null, timer;

// A text in every language; CSS shows the one that the reader chose.
const LANGUAGES = ["kk", "ru", "en"];
function say(text, values = {}) {
  return LANGUAGES.map((language) => {
    const span = document.createElement("span");
    span.lang = language;
    span.textContent = text[language].replace(/\{(\w+)\}/g, (_, name) => values[name]);
    return span;
  });
}

function element(name, attributes, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside.flat(2));
  return made;
}

function tell(text, values) {
  byId("state").replaceChildren(...say(text, values));
}

// Languages.
function choose(language) {
  byId(language).checked = true;
  document.documentElement.lang = language;
  document.title = byId("title").querySelector(`[lang=${language}]`).textContent;
}

function remembered() {
  try { return localStorage.getItem("svod-language"); } catch { return null; }
}

const asked = new URLSearchParams(location.search).get("lang") ?? remembered();
choose(LANGUAGES.includes(asked) ? asked : LANGUAGES[0]);
for (const language of LANGUAGES) {
  byId(language).addEventListener("change", () => {
    choose(language);
    try { localStorage.setItem("svod-language", language); } catch { /* a page opened from a file may not remember */ }
  });
}

// The worker.
function startWorker() {
  const source = new Blob([byId("worker").textContent], { type: "text/javascript" });
  const address = URL.createObjectURL(source);
  worker = new Worker(address);
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = (event) => { event.preventDefault(); hear({ lost: String(event.message) }); };
  const stored = Array.from(document.querySelectorAll("[data-part]"), (one) => [one.dataset.part, one.textContent]);
  const parts = Object.fromEntries(stored);
  worker.postMessage({ what: "start", parts, carried: byId("carried").textContent, memory: Number(SETTINGS.memory) });
  ready = false;
  byId("starting").hidden = false;
}

function hear({ stage, started, checked, marked, called, lost }) {
  if (lost !== undefined) return ready ? lose("crash") : giveUp();
  if (stage) {
    byId("starting").value = stage;
    return tell(WORDS[STAGES[stage]]);
  }
  if (started) {
    ready = true;
    byId("starting").hidden = true;
    return next();
  }
  if (!checked && !marked) return undefined; // Pyodide sends messages of its own
  clearTimeout(timer);
  const done = task;
  task = null;
  if (checked) showVerdict(done, JSON.parse(checked)); else download(marked, called);
  return next();
}

function next() {
  if (!ready || task) return;
  task = waiting.shift() ?? null;
  if (!task) return tell(WORDS.ready);
  tell(WORDS.checking, { file: task.name });
  const { what, name, bytes, loss, language, verdict } = task;
  worker.postMessage({ what, name, bytes, loss, language, verdict });
  if (!loss) timer = setTimeout(() => lose("time"), Number(SETTINGS.milliseconds));
}

// A file took too long, or ended the worker: the next worker refuses it without reading it.
function lose(loss) {
  clearTimeout(timer);
  worker.terminate();
  if (task?.loss) return giveUp();
  if (task) waiting.unshift({ ...task, loss });
  task = null;
  return startWorker();
}

function giveUp() {
  broken = true;
  worker.terminate();
  byId("starting").hidden = true;
  byId("state").className = "refused";
  tell(WORDS.broken);
  for (const { article } of [task ?? {}, ...waiting.splice(0)]) article?.lastChild.replaceChildren(...say(WORDS.not_checked));
}

// Files.
async function take(files) {
  for (const file of files) {
    const article = element("article", { tabindex: "-1" }, element("h2", {}, file.name), element("p", {}, say(WORDS.waiting)));
    byId("results").append(article);
    let bytes;
    try { bytes = await file.arrayBuffer(); } catch { article.lastChild.replaceChildren(...say(WORDS.not_read)); continue; }
    if (broken) article.lastChild.replaceChildren(...say(WORDS.not_checked));
    else waiting.push({ what: "check", name: file.name, bytes, article });
  }
  next();
}

byId("files").addEventListener("change", ({ target }) => { take([...target.files]); target.value = ""; });
for (const event of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(event, (dropped) => {
    dropped.preventDefault();
    document.body.classList.toggle("over", event === "dragover");
    if (event === "drop") take([...dropped.dataTransfer.files]);
  });
}

function download(content, name, type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
  const address = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

// Verdicts.
function pairs(rows) {
  return element("dl", {}, rows.map(([name, value]) => [element("dt", {}, say(name)), element("dd", {}, say(value))]).flat());
}

function finding({ severity, called, code, place, message, advice }) {
  const head = [element("span", { class: "severity" }, say(called)), " ", element("code", {}, code)];
  return element(
    "li", { class: severity },
    element("p", {}, place ? [element("b", {}, place), " "] : [], head),
    element("p", {}, say(message)),
    advice ? element("p", { class: "advice" }, say(advice)) : [],
  );
}

function button(words, pressed) {
  const made = element("button", { type: "button" }, say(words));
  made.addEventListener("click", pressed);
  return made;
}

function showVerdict({ article, name, bytes }, { verdict, status, shown }) {
  const mark = () => {
    waiting.push({ what: "mark", name, bytes, verdict, language: document.documentElement.lang });
    next();
  };
  const keep = () => download(verdict, `${name}.json`, "application/json");
  const counts = shown.counts.length ? shown.counts : [WORDS.nothing_found];
  article.className = status;
  article.dataset.verdict = verdict;
  article.replaceChildren(
    element("h2", {}, name, " ", element("span", { class: "verdict" }, say(shown.called))),
    pairs(shown.about),
    element("ol", {}, shown.findings.map(finding)),
    element("p", { class: "counts" }, counts.map((one) => element("span", {}, say(one)))),
    shown.sent.length ? element("details", {}, element("summary", {}, say(WORDS.sent)), pairs(shown.sent)) : [],
    element("p", { class: "buttons" }, button(WORDS.marked, mark), button(WORDS.json, keep)),
  );
  const count = (status_) => document.querySelectorAll(`article.${status_}`).length;
  const [accepted, rejected] = [count("accepted"), count("rejected")];
  byId("summary").replaceChildren(...say(WORDS.summary, { files: accepted + rejected, accepted, rejected }));
}

if (Date.now() >= Date.parse(SETTINGS.tooOld)) byId("outdated").hidden = false;
if (document.documentElement.className !== "no-checking") startWorker();
