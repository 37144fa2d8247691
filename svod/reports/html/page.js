"use strict";
// CSS shows the chosen language. This does the rest: the document's language and title, and remembering the choice.
const LANGUAGES = Array.from(document.querySelectorAll("[name=language]"), (one) => one.id);
const title = document.querySelector("title");

function remembered() {
  try { return localStorage.getItem("svod-language"); } catch { return null; }
}

function show(language) {
  document.getElementById(language).checked = true;
  document.documentElement.lang = language;
  document.title = title.dataset[language];
}

const asked = new URLSearchParams(location.search).get("lang") ?? remembered();
if (LANGUAGES.includes(asked)) show(asked);
for (const language of LANGUAGES) {
  document.getElementById(language).addEventListener("change", () => {
    show(language);
    try { localStorage.setItem("svod-language", language); } catch { /* a page opened from a file may not remember */ }
  });
}

function reveal() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  for (let node = target; node; node = node.parentElement) if (node.localName === "details") node.open = true;
  if (target) target.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();
