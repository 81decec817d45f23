// What is quicker with a script; all of it works without. Keys: any element with data-key is pressed by that key.
"use strict";

document.documentElement.classList.add("scripted");

const atOf = (passage) => new URL(passage.href).searchParams.get("at");

const typing = (element) => element.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const stops = [...document.querySelectorAll(".passage, .stop")];
  if (stops.length && (event.key === "j" || event.key === "k")) return step(stops, event.key === "j" ? 1 : -1, event);
  const pressed = [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === event.key);
  if (!pressed) return;
  event.preventDefault();
  if (typing(pressed)) pressed.focus(); else pressed.click();
});

function step(stops, by, event) {
  event.preventDefault();
  const now = stops.indexOf(document.activeElement.closest(".passage, .stop"));
  const lit = stops.findIndex((stop) => stop.matches(".here, .lit"));
  const from = now >= 0 ? now : lit >= 0 ? lit : by > 0 ? -1 : stops.length;
  stops[Math.min(Math.max(from + by, 0), stops.length - 1)].focus();
}

// ---------------------------------------------------------------- a page: what stands behind a passage

const reading = document.querySelector(".reading");
const card = document.getElementById("card");

if (reading && card) {
  const known = new Map();
  let wanted = 0;
  const show = async (passage) => {
    const turn = ++wanted;
    const address = new URL(reading.dataset.cards, location);
    address.searchParams.set("at", atOf(passage));
    if (!known.has(address.href)) {
      const answer = await fetch(address);
      if (!answer.ok) return;
      known.set(address.href, await answer.text());
    }
    if (turn !== wanted) return;
    const folded = card.querySelector(".behind")?.open === false; // stays as the reader left it
    card.innerHTML = known.get(address.href); // our own template, with everything escaped
    if (folded) card.querySelector(".behind").open = false;
    for (const other of reading.querySelectorAll(".passage.lit, .passage.here")) other.classList.remove("lit", "here");
    passage.classList.add("lit");
  };
  let resting;
  reading.addEventListener("focusin", (event) => event.target.matches(".passage") && show(event.target));
  reading.addEventListener("pointerover", (event) => {
    clearTimeout(resting);
    const passage = event.target.closest(".passage");
    if (passage && event.pointerType === "mouse" && !reading.classList.contains("held")) resting = setTimeout(show, 90, passage);
  });
  reading.addEventListener("click", (event) => {
    const passage = event.target.closest(".passage");
    if (!passage || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    reading.classList.add("held"); // what is chosen by a click stays until the next one
    history.replaceState(null, "", passage.href.split("#")[0]);
    show(passage);
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && reading.classList.remove("held"));
}

// ---------------------------------------------------------------- correcting: the words selected in the text become the content

// The stretch of the article that is selected, as "start-end" in code points, as everywhere in ondit; only words of passages count.
function stretchOf(range) {
  const pieces = [];
  for (const mark of document.querySelectorAll(".passage > mark")) {
    if (!range.intersectsNode(mark)) continue;
    const whole = document.createRange(), piece = document.createRange();
    whole.selectNodeContents(mark);
    piece.selectNodeContents(mark);
    if (mark.contains(range.startContainer)) piece.setStart(range.startContainer, range.startOffset);
    if (mark.contains(range.endContainer)) piece.setEnd(range.endContainer, range.endOffset);
    const length = [...piece.toString()].length;
    whole.setEnd(piece.startContainer, piece.startOffset);
    const start = Number(atOf(mark.parentElement)) + [...whole.toString()].length;
    if (length) pieces.push([start, start + length]);
  }
  return pieces.length ? `${pieces[0][0]}-${pieces.at(-1)[1]}` : "";
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take]");
  const selection = getSelection();
  if (!button || !selection.rangeCount) return;
  const stretch = stretchOf(selection.getRangeAt(0));
  if (!stretch) return;
  const form = button.closest("form");
  form.elements.content_at.value = stretch;
  form.elements.content.value = selection.toString().replace(/\s+/g, " ").trim();
});
document.addEventListener("mousedown", (event) => event.target.closest?.("[data-take]") && event.preventDefault()); // keeps the selection
document.addEventListener("input", (event) => {
  if (event.target.name === "content") event.target.form.elements.content_at.value = ""; // typed words are looked for anew
});

// ---------------------------------------------------------------- adding: files dropped anywhere on the page, and how far it is

const drop = document.querySelector("[data-drop]");

if (drop) {
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || document.body.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    if (event.dataTransfer.files.length) drop.files = event.dataTransfer.files;
  });
}

async function follow(progress) {
  while (progress?.dataset.again) {
    await new Promise((wake) => setTimeout(wake, Number(progress.dataset.again)));
    const answer = await fetch(location.href).catch(() => null);
    if (!answer) continue;
    const now = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("progress");
    if (!now) return location.reload(); // what was waited for is there
    progress.replaceWith(now);
    progress = now;
  }
}
follow(document.getElementById("progress"));
