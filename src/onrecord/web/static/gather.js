// Words selected on the page go into the form that pins them; a file dropped on a form goes into it.
export function pinning(form) {
  const words = form.querySelector("[data-words]");
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !chosen.anchorNode) return;
    const within = chosen.anchorNode.parentElement;
    if (within && within.closest(".words")) words.value = chosen.toString().trim();
  });
}

export function dropping(form) {
  const file = form.querySelector("input[type=file]");
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("dropping");
  });
  form.addEventListener("dragleave", () => form.classList.remove("dropping"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("dropping");
    if (event.dataTransfer.files.length) file.files = event.dataTransfer.files;
  });
}
