// How often this page has asked another server for something, by the browser's own account.

/** Counts from now on, and what was before. A worker keeps an account of its own; ours fetches the engine, from beside the page. */
export function countRequests() {
  const place = document.getElementById("requests");
  if (!place || !globalThis.PerformanceObserver) return;
  let count = 0;
  const say = () => (place.textContent = String(count));
  new PerformanceObserver((list) => {
    count += list.getEntries().filter(({ name }) => /^(https?|wss?):/.test(name) && new URL(name).origin !== location.origin).length;
    say();
  }).observe({ type: "resource", buffered: true });
  say();
}
