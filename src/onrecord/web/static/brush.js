// A brush over the timeline: draw across it, or move its two ends, to ask for that time alone.
export function brushing(drawing) {
  const brush = drawing.querySelector(".brush");
  const bars = Array.from(drawing.querySelectorAll("a"));
  const form = drawing.closest("form") || drawing.closest(".timeline").querySelector("form");
  const told = form.querySelector("[data-brushed]");
  const plain = told ? told.textContent : "";
  const fields = [form.elements.first || form.elements.from, form.elements.last || form.elements.to];
  if (!bars.length) return;
  const places = bars.map((bar) => {
    const reach = bar.querySelector(".reach");
    const left = Number(reach.getAttribute("x"));
    return [left, left + Number(reach.getAttribute("width"))];
  });
  const chosen = bars.map((bar, at) => (bar.classList.contains("chosen") ? at : -1)).filter((at) => at >= 0);
  const begun = chosen.length ? [chosen[0], chosen[chosen.length - 1]] : [0, bars.length - 1];
  let ends = [...begun];
  let from = null;
  let drawn = false;

  const written = (day, field) => (field.getAttribute("type") === "month" ? day.slice(0, 7) : day);
  const days = ([first, last]) => [
    written(bars[first].dataset.first, fields[0]),
    written(bars[last].dataset.last, fields[1]),
  ];
  const handles = ["First", "Last"].map((name, side) => handle(name, side));
  const frame = document.createElement("div");
  frame.className = "brush-frame";
  drawing.replaceWith(frame);
  frame.append(drawing, ...handles);

  function handle(name, side) {
    const end = document.createElement("span");
    end.className = "brush-end";
    end.tabIndex = 0;
    end.setAttribute("role", "slider");
    end.setAttribute("aria-label", `${name} of the time shown`);
    end.setAttribute("aria-valuemin", 0);
    end.setAttribute("aria-valuemax", bars.length - 1);
    end.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      end.focus();
      const move = (moved) => reach(side, nearest(at(moved)));
      const letGo = () => {
        window.removeEventListener("pointermove", move);
        ask();
      };
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", letGo, { once: true });
    });
    end.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (event.key === "Enter") ask();
      else if (step !== undefined) reach(side, ends[side] + step);
      else return;
      event.preventDefault();
    });
    return end;
  }

  function reach(side, place) {
    const low = side ? ends[0] : 0;
    const high = side ? bars.length - 1 : ends[1];
    ends[side] = Math.min(Math.max(place, low), high);
    show();
  }

  // Without moving anything the brush shows nothing: all of the time is asked for.
  function show() {
    const whole = ends[0] === 0 && ends[1] === bars.length - 1;
    const [left, right] = [places[ends[0]][0], places[ends[1]][1]];
    brush.setAttribute("x", left);
    brush.setAttribute("width", whole ? 0 : right - left);
    const said = days(ends);
    handles.forEach((end, side) => {
      end.style.left = `${(side ? right : left) / 10}%`;
      end.setAttribute("aria-valuenow", ends[side]);
      end.setAttribute("aria-valuetext", said[side]);
    });
    if (told) told.textContent = whole ? plain : `${said[0]} to ${said[1]}`;
  }

  function ask() {
    if (ends[0] === begun[0] && ends[1] === begun[1]) return;
    fields.forEach((field, side) => (field.value = days(ends)[side]));
    form.requestSubmit();
  }

  const at = (event) => {
    const box = drawing.getBoundingClientRect();
    return Math.min(1000, Math.max(0, ((event.clientX - box.left) / box.width) * 1000));
  };
  const away = (x, [left, right]) => (x < left ? left - x : x > right ? x - right : 0);
  const nearest = (x) =>
    places.reduce((best, place, here) => (away(x, place) < away(x, places[best]) ? here : best), 0);

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
    const [left, right] = [Math.min(from, to), Math.max(from, to)];
    const under = places.map(([one, other], here) => (other >= left && one <= right ? here : -1));
    const inside = under.filter((here) => here >= 0);
    ends = inside.length ? [inside[0], inside[inside.length - 1]] : [...begun];
    show();
  });
  window.addEventListener("pointerup", () => {
    if (from === null) return;
    from = null;
    if (drawn) ask();
  });
  drawing.addEventListener("click", (event) => drawn && event.preventDefault());
  bars.forEach((bar) => {
    bar.addEventListener("pointerenter", () => from === null && told && (told.textContent = bar.dataset.label));
    bar.addEventListener("pointerleave", () => from === null && show());
  });
  show();
}

const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12, Home: -9999, End: 9999 };
