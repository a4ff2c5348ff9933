// A check under way: verdicts appear as they come (server-sent events), then the page is complete.
export function watching(status) {
  const cards = document.querySelector("[data-cards]");
  const bar = document.querySelector("[data-bar]");
  const events = new EventSource(`${status.dataset.progress}?seen=${status.dataset.seen}`);
  events.addEventListener("judged", (event) => {
    const { done, total, card } = JSON.parse(event.data);
    status.querySelector("[data-done]").textContent = done;
    status.querySelector("[data-total]").textContent = total;
    bar.max = total;
    bar.value = done;
    cards.insertAdjacentHTML("beforeend", card); // made and escaped by our own server
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
