// Completion of the search box: operators, people and tranches, as a list box (ARIA 1.2 combobox).
export function completing(box) {
  if (!box) return;
  const list = document.createElement("div");
  list.className = "suggestions";
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Ways to go on");
  list.hidden = true;
  box.parentElement.append(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-controls", "suggestions");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-autocomplete", "list");
  let chosen = -1;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const take = (text) => {
    const value = box.value;
    const last = value.lastIndexOf(" ") + 1;
    const lead = value.slice(last).match(/^[(-]*/)[0];
    box.value = value.slice(0, last) + lead + text + (text.endsWith(":") ? "" : " ");
    close();
    box.focus();
  };
  const choose = (next) => {
    const all = Array.from(list.children);
    chosen = (next + all.length) % all.length;
    all.forEach((each, at) => each.setAttribute("aria-selected", String(at === chosen)));
    box.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  };
  const show = (found) => {
    list.replaceChildren(
      ...found.map((each, at) => {
        const option = document.createElement("div");
        option.id = `suggestion-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const told = document.createElement("span");
        told.textContent = each.told;
        option.append(each.text, told);
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(each.text);
        });
        return option;
      }),
    );
    list.hidden = found.length === 0;
    box.setAttribute("aria-expanded", String(found.length > 0));
    chosen = -1;
  };

  box.addEventListener("input", async () => {
    const mine = (asked += 1);
    await new Promise((resolve) => setTimeout(resolve, 120));
    if (mine !== asked || !box.value.trim()) return mine === asked && close();
    const answer = await fetch(`/api/v1/complete?q=${encodeURIComponent(box.value.slice(0, 4000))}`);
    if (answer.ok && mine === asked) show((await answer.json()).completions);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && list.hidden) return box.blur();
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Escape") close();
    else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0)
      take(list.children[chosen].firstChild.textContent);
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", () => {
    asked += 1;
    close();
  });
}
