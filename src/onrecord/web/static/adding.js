// An addition under way: how far it is, as the writer notes it (server-sent events).
export function following(status) {
  const bar = document.querySelector("[data-bar]");
  const events = new EventSource(status.dataset.adding);
  events.addEventListener("told", (event) => {
    const { line, read, size } = JSON.parse(event.data);
    status.textContent = line;
    if (!bar || !size) return;
    bar.max = size;
    bar.value = read;
  });
  events.addEventListener("ended", () => {
    events.close();
    location.reload();
  });
  events.addEventListener("error", () => {
    events.close();
    setTimeout(() => location.reload(), 3000);
  });
}
