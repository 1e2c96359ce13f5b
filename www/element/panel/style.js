// The panel's own style, inside its shadow. What the page sets on the element reaches the frame only through custom properties:
// `all: initial` on the frame ends what would be inherited, and no rule of the page gets past the shadow.
//
// Two layouts by the width of the panel, not of the window. The panel is as high as what it shows; where the page gives it a height, or
// it is to stay in sight, the findings scroll inside it.

import { LAYERS, LINES, LOOKS } from "./marks.js";

export const STYLE = `
:host { display: flex; flex-direction: column; }
:host([hidden]) { display: none; }
:host([sticky]) { position: sticky; inset-block: var(--newsglass-inset, 0px); align-self: start; z-index: 1; }
slot { display: block; flex: none; }

.frame {
  all: initial;
  color-scheme: inherit;
  visibility: inherit;
  container-type: inline-size;
  contain: layout style paint;
  display: flex;
  flex-direction: column;
  box-sizing: border-box;
  inline-size: 100%;
  min-inline-size: min(100%, 15em);
  block-size: var(--newsglass-height, auto);
  min-block-size: 0;
  overflow: hidden;

  --_paper: var(--newsglass-paper, #fffdf8);
  --_ink: var(--newsglass-ink, #1f1c17);
  --_soft: var(--newsglass-ink-soft, #5b554a);
  --_rule: var(--newsglass-rule, #ddd6c6);
  --_edge: var(--newsglass-edge, #8b8372);
  --_accent: var(--newsglass-accent, #10545b);
  --_hover: var(--newsglass-hover, #f3eee2);
  --_selected: var(--newsglass-selected, #e3eeec);
  --_alert: var(--newsglass-alert, #8c2f14);
  --_positive: var(--newsglass-positive, #1c6b35);
  --_negative: var(--newsglass-negative, #b02a14);
  --_person: var(--newsglass-person, #e0a516);
  --_organization: var(--newsglass-organization, #4a86c5);
  --_place: var(--newsglass-place, #57a04b);
  --_group: var(--newsglass-group, #9265c4);
  --_thing: var(--newsglass-thing, #c9604c);

  border: 1px solid var(--_rule);
  border-radius: var(--newsglass-radius, 6px);
  background: var(--_paper);
  color: var(--_ink);
  font: var(--newsglass-font-size, medium)/1.45 var(--newsglass-font, system-ui, sans-serif);
  overflow-wrap: anywhere;
  text-align: start;
}
:host([sticky]) .frame { max-block-size: 45vh; }
:host([sticky]) .frame[data-beside] { max-block-size: min(90vh, 100vh - 2 * var(--newsglass-inset, 0px)); }
.frame[data-scheme="light"], .frame[data-theme="light"] { color-scheme: light; }
.frame[data-scheme="dark"]:not([data-theme="light"]), .frame[data-theme="dark"] { color-scheme: dark; }
@supports (color: light-dark(#000, #fff)) {
  .frame {
    --_paper: var(--newsglass-paper, light-dark(#fffdf8, #1e1d1a));
    --_ink: var(--newsglass-ink, light-dark(#1f1c17, #ebe6da));
    --_soft: var(--newsglass-ink-soft, light-dark(#5b554a, #aea797));
    --_rule: var(--newsglass-rule, light-dark(#ddd6c6, #3d3a34));
    --_edge: var(--newsglass-edge, light-dark(#8b8372, #8a8374));
    --_accent: var(--newsglass-accent, light-dark(#10545b, #7cc4c4));
    --_hover: var(--newsglass-hover, light-dark(#f3eee2, #2a2824));
    --_selected: var(--newsglass-selected, light-dark(#e3eeec, #203433));
    --_alert: var(--newsglass-alert, light-dark(#8c2f14, #ffb49c));
    --_positive: var(--newsglass-positive, light-dark(#1c6b35, #82cf95));
    --_negative: var(--newsglass-negative, light-dark(#b02a14, #ff9a82));
  }
}

*, *::before, *::after { box-sizing: border-box; }
h2, h3, p, ul { margin: 0; padding: 0; font: inherit; }
ul { list-style: none; }
button { font: inherit; color: inherit; cursor: pointer; }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: -2px; border-radius: 3px; }
[hidden] { display: none !important; }

.head {
  flex: none;
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 0 1em;
  padding: .625em .875em .5em;
  border-block-end: 3px double var(--_edge);
}
.title { font-weight: 600; }
/* From the start of the line, so that words that change move nothing. */
.status { flex: 1 1 auto; color: var(--_soft); font-size: .875em; font-variant-numeric: tabular-nums; min-block-size: 1.45em; }

.body {
  flex: 1 1 auto;
  min-block-size: 0;
  overflow: auto;
  overscroll-behavior: auto;
  padding: 0 .875em .875em;
  scrollbar-width: thin;
}
.legend { flex: none; padding: .375em 1.0769em; border-block-start: 1px solid var(--_rule); color: var(--_soft); font-size: .8125em; line-height: 1.7; }
.legend span { margin-inline-start: .375em; padding-inline: .125em; color: var(--_ink); white-space: nowrap; }
${LAYERS.map((layer) => `.legend .mark-${layer} { ${LOOKS[layer]} }`).join("\n")}
.foot { flex: none; padding: .5em 1.1667em .625em; border-block-start: 1px solid var(--_rule); color: var(--_soft); font-size: .75em; }

.room { padding-block-start: .75em; }
.room-title { padding-block-end: .25em; font-weight: 600; }
.voice { padding-block: .25em .375em; }
.name { font-weight: 600; }
.note { color: var(--_soft); font-size: .8125em; line-height: 1.4; }
.flag { margin-inline-start: .375em; padding: 0 .375em; border: 1px solid var(--_edge); border-radius: 3px; color: var(--_soft); font-size: .75em; font-weight: 400; }

.item {
  display: block;
  inline-size: 100%;
  min-block-size: 1.75em;
  padding: .1875em .5em;
  border: 0;
  border-inline-start: 3px solid transparent;
  border-radius: 3px;
  background: none;
  text-align: start;
}
.item:hover { background: var(--_hover); }
.item[aria-pressed="true"] { background: var(--_selected); border-inline-start-color: var(--_accent); }
.entity .note { display: block; padding-inline-start: 1.35em; }
.quote { border-inline-start-color: var(--_rule); font-family: var(--newsglass-quote-font, Georgia, serif); }
.quote-words { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
.item[aria-pressed="true"] .quote-words, .item:focus-visible .quote-words { display: block; }
.quote .note { font-family: var(--newsglass-font, system-ui, sans-serif); }
.swatch {
  display: inline-block;
  inline-size: .625em;
  block-size: .625em;
  margin-inline-end: .5em;
  border-radius: 2px;
  background: var(--_thing);
  forced-color-adjust: none;
}
.person { background: var(--_person); border-radius: 50%; }
.organization { background: var(--_organization); }
.place { background: var(--_place); border-radius: 50% 50% 50% 0; }
.group { background: var(--_group); }
.excerpt { padding: .125em .5em .375em .6875em; color: var(--_soft); font-size: .875em; border-inline-start: 3px solid var(--_accent); }
.excerpt mark { background: none; color: var(--_ink); font-weight: 600; }
.positive { color: var(--_positive); }
.negative { color: var(--_negative); }
.word { font-weight: 600; }
.weight { font-variant-numeric: tabular-nums; font-size: .8125em; }

.scale { position: relative; block-size: 1em; margin-block: .25em; border-radius: 3px; background: linear-gradient(var(--_edge), var(--_edge)) 50% / 1px 100% no-repeat, linear-gradient(var(--_rule), var(--_rule)) 50% / 100% 2px no-repeat; }
.scale-point { position: absolute; inset-block: .125em; inline-size: 4px; margin-inline-start: -2px; background: var(--_ink); forced-color-adjust: none; }

.more { min-block-size: 1.75em; padding: .1875em .5em; border: 0; background: none; color: var(--_accent); text-decoration: underline; font-size: .875em; }
.again { min-block-size: 2.25em; margin-block-start: .5em; padding: .25em .875em; border: 1px solid var(--_edge); border-radius: 4px; background: none; }
.trouble { padding-block-start: .75em; }
.trouble-message { color: var(--_alert); font-weight: 600; }
.lines { padding-block-start: 1em; }
.lines i { display: block; block-size: .75em; margin-block-end: .75em; border-radius: 3px; background: var(--_rule); }
.lines i:nth-child(3n) { inline-size: 60%; }
.said { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

/* Wide: the three questions beside each other. */
@container (min-width: 44em) {
  .rooms { display: grid; grid-template-columns: 3fr 2fr 2fr; gap: 0 1.25em; }
  .rooms > :only-child { grid-column: 1 / -1; }
  .quote-words { -webkit-line-clamp: 5; }
}
/* Narrow: what is said of an item goes below it or away. */
@container (max-width: 22em) {
  .body, .head, .foot { padding-inline: .625em; }
  .why { display: none; }
}
@media (forced-colors: active) {
  .item[aria-pressed="true"] { outline: 2px solid Highlight; outline-offset: -2px; }
  .legend span { background-color: Highlight !important; color: HighlightText !important; forced-color-adjust: none; }
  ${LAYERS.map((layer) => `.legend .mark-${layer} { ${LINES[layer]} }`).join("\n")}
  .scale { border: 1px solid; }
  .scale-point { background: CanvasText; }
  .lines i { border: 1px solid; }
}
@media (prefers-reduced-motion: no-preference) {
  .lines i { animation: breathe 1.6s ease-in-out infinite alternate; }
}
@keyframes breathe { to { opacity: .45; } }
@media print { :host([sticky]) { position: static; } :host([sticky]) .frame, .frame { block-size: auto; max-block-size: none !important; } .body { overflow: visible; } }
`;
