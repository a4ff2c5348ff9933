// Keys: / search, j and k next and previous, t thread, o original or open, c keep, ? help.
const TOLD = [
  ["/", "Search"],
  ["j", "Next row, or next message"],
  ["k", "Previous row, or previous message"],
  ["o", "Open the row; on a message, the original it quotes"],
  ["t", "The thread"],
  ["c", "Keep with a case"],
  ["g o", "Overview"],
  ["g s", "Ways to search"],
  ["g p", "People"],
  ["g c", "Cases"],
  ["g d", "Check a draft"],
  ["?", "This help"],
];
const PLACES = { o: "/", p: "/people", c: "/cases", d: "/check", s: "/search" };
let row = -1;
let going = false;

export function keys(page) {
  page.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    if (page.querySelector("dialog[open]")) return;
    if (going) {
      going = false;
      if (PLACES[event.key]) follow(PLACES[event.key], event);
      return;
    }
    const act = ACTS[event.key];
    if (act) act(event);
  });
}

const ACTS = {
  "/": (event) => {
    event.preventDefault();
    const box = document.querySelector(".find input[type=search]");
    box.focus();
    box.select();
  },
  j: () => (rows().length ? to(row + 1) : press("[data-next]")),
  k: () => (rows().length ? to(row - 1) : press("[data-previous]")),
  t: () => press("[data-thread]"),
  o: () => press("[data-open], [data-original]") || press(".passage .known a"),
  c: (event) => {
    const form = document.querySelector("#keep details, .facets .keep");
    if (!form) return;
    event.preventDefault();
    if ("open" in form) form.open = true;
    form.scrollIntoView({ block: "nearest" });
    form.querySelector("select, input:not([type=hidden])").focus();
  },
  g: () => {
    going = true;
    setTimeout(() => (going = false), 1200);
  },
  "?": help,
};

function rows() {
  return Array.from(document.querySelectorAll("[data-row]"));
}

function to(next) {
  const all = rows();
  row = Math.min(Math.max(next, 0), all.length - 1);
  all.forEach((each, at) => each.classList.toggle("here", at === row));
  const target = all[row].querySelector("[data-open], [data-original], a") || all[row];
  target.focus({ preventScroll: true });
  all[row].scrollIntoView({ block: "nearest" });
}

function press(what) {
  const all = rows();
  const inside = row >= 0 && all[row] ? all[row].querySelector(what) : null;
  const target = inside || (all.length ? null : document.querySelector(what));
  if (target) target.click();
  return Boolean(target);
}

function follow(address, event) {
  event.preventDefault();
  location.assign(address);
}

function writing(target) {
  return target.closest("input:not([type=submit]), textarea, select, [contenteditable]");
}

function help() {
  let box = document.querySelector("dialog.help");
  if (!box) {
    box = document.createElement("dialog");
    box.className = "help";
    box.setAttribute("aria-label", "Keys");
    const list = document.createElement("dl");
    list.className = "keys";
    for (const [key, told] of TOLD) {
      const name = document.createElement("dt");
      const shown = document.createElement("kbd");
      shown.textContent = key;
      name.append(shown);
      const meaning = document.createElement("dd");
      meaning.textContent = told;
      list.append(name, meaning);
    }
    const close = document.createElement("button");
    close.textContent = "Close";
    close.className = "quiet";
    close.addEventListener("click", () => box.close());
    box.append(list, close);
    document.body.append(box);
  }
  box.showModal();
}
