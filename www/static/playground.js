// The page to try the panel on: what the form says goes to the element, and is shown as lines to copy.

const panel = document.querySelector("newsglass-panel");
const form = /** @type {HTMLFormElement | null} */ (document.getElementById("form"));
const [beside, lines, events] = ["beside", "lines", "events"].map((id) => document.getElementById(id));
const FEATURES = ["entities", "quotes", "sentiment"];

/** The reader's own rules; a sheet made by program needs no leave for inline styles. */
const own = new CSSStyleSheet();
document.adoptedStyleSheets = [own];

function apply() {
  if (!(panel instanceof HTMLElement) || !form || !beside || !lines) return;
  const given = new FormData(form);
  const features = FEATURES.filter((name) => given.has(name)).join(" ");
  const attributes = [["for", "article"], ["features", features], ["theme", given.get("theme")], ["highlight", given.get("highlight")]];
  for (const [name, value] of attributes) {
    if (panel.getAttribute(String(name)) !== value) panel.setAttribute(String(name), String(value));
  }
  beside.style.width = `min(${given.get("width")}rem, 100%)`;
  const properties = [...given].filter(([name, value]) => name.startsWith("--") && value !== "");
  for (const { name } of form.querySelectorAll("input")) {
    if (!name.startsWith("--")) continue;
    // Marks are in the article, so their colours are the page's.
    const place = name.startsWith("--newsglass-mark-") ? document.documentElement : panel;
    place.style.setProperty(name, String(given.get(name) ?? ""));
  }
  const rules = String(given.get("rules") ?? "").trim();
  own.replaceSync(rules);
  const marks = properties.filter(([name]) => name.startsWith("--newsglass-mark-"));
  const others = properties.filter(([name]) => !name.startsWith("--newsglass-mark-"));
  const rule = (/** @type {string} */ selector, /** @type {typeof properties} */ all) =>
    all.length > 0 ? [`${selector} {`, ...all.map(([name, value]) => `  ${name}: ${value};`), "}"] : [];
  lines.textContent = [
    '<script type="module" src="newsglass/element.js"></script>',
    `<newsglass-panel ${attributes.map(([name, value]) => `${name}="${value}"`).join(" ")}></newsglass-panel>`,
    ...rule(":root", marks),
    ...rule("newsglass-panel", others),
    ...(rules ? [rules] : []),
    "newsglass-panel:not(:defined) { display: block; height: 26rem; }",
  ].join("\n");
}

form?.addEventListener("input", apply);
const copy = document.getElementById("copy");
copy?.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(lines?.textContent ?? "");
    copy.textContent = "Copied";
  } catch {
    // Without leave for the clipboard the lines can still be selected.
    getSelection()?.selectAllChildren(lines ?? document.body);
    copy.textContent = "Selected: press Ctrl+C";
  }
  setTimeout(() => (copy.textContent = "Copy the lines"), 2500);
});
form?.addEventListener("submit", (event) => event.preventDefault());
for (const name of ["ready", "result", "select", "error"]) {
  addEventListener(`newsglass-${name}`, (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    const short = JSON.stringify(detail, (key, value) => (["text", "article", "sentences", "mentions", "evidence"].includes(key) && typeof value === "object" ? "…" : value)) ?? "";
    if (events) events.textContent = `newsglass-${name} ${short.length > 300 ? `${short.slice(0, 300)}…` : short}\n${events.textContent ?? ""}`;
  });
}
apply();
