// A brush over the timeline: draw across it to ask for those days alone.
export function brushing(drawing) {
  const brush = drawing.querySelector(".brush");
  const bars = Array.from(drawing.querySelectorAll("a"));
  const told = document.querySelector("[data-brushed]");
  const plain = told ? told.textContent : "";
  const form = document.querySelector(".timeline .within");
  let from = null;
  let drawn = false;

  const at = (event) => {
    const box = drawing.getBoundingClientRect();
    return Math.min(1000, Math.max(0, ((event.clientX - box.left) / box.width) * 1000));
  };
  const under = (left, right) =>
    bars.filter((bar) => {
      const reach = bar.querySelector(".reach");
      const x = Number(reach.getAttribute("x"));
      return x + Number(reach.getAttribute("width")) >= left && x <= right;
    });
  const show = (left, right) => {
    brush.setAttribute("x", left);
    brush.setAttribute("width", Math.max(0, right - left));
    const chosen = under(left, right);
    if (told && chosen.length)
      told.textContent = `${chosen[0].dataset.first} to ${chosen[chosen.length - 1].dataset.last}`;
    return chosen;
  };

  drawing.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = at(event);
    drawn = false;
  });
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
  window.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = at(event);
    if (!drawn && Math.abs(to - from) < 6) return;
    drawn = true;
    show(Math.min(from, to), Math.max(from, to));
  });
  window.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const to = at(event);
    const chosen = drawn ? show(Math.min(from, to), Math.max(from, to)) : [];
    from = null;
    if (!chosen.length) {
      brush.setAttribute("width", 0);
      if (told) told.textContent = plain;
      return;
    }
    form.elements.first.value = chosen[0].dataset.first;
    form.elements.last.value = chosen[chosen.length - 1].dataset.last;
    form.requestSubmit();
  });
  drawing.addEventListener("click", (event) => drawn && event.preventDefault());
  bars.forEach((bar) => {
    bar.addEventListener("pointerenter", () => from === null && told && (told.textContent = bar.dataset.label));
    bar.addEventListener("pointerleave", () => from === null && told && (told.textContent = plain));
  });
}
