// The document as the browser made it, on pages that we know nothing of. An image named "getElementById" or a form field named
// "parentNode" takes the place of the property of that name ("DOM clobbering"), so what is asked of nodes that are not ours goes
// through the prototypes, which no markup can change. Nothing here runs on import: a server has no prototypes.

/** @param {Node} node */
export const parentOf = (node) => /** @type {Node | null} */ (Reflect.get(Node.prototype, "parentNode", node));
/** @param {Node} node */
export const firstChildOf = (node) => /** @type {Node | null} */ (Reflect.get(Node.prototype, "firstChild", node));
/** @param {Node} node */
export const nextSiblingOf = (node) => /** @type {Node | null} */ (Reflect.get(Node.prototype, "nextSibling", node));
/** @param {Node} node */
export const typeOf = (node) => /** @type {number} */ (Reflect.get(Node.prototype, "nodeType", node));
/** @param {Node} node */
export const wordsOf = (node) => /** @type {string} */ (Reflect.get(Node.prototype, "textContent", node) ?? "");
/** @param {Element} element */
export const nameOf = (element) => /** @type {string} */ (Reflect.get(Element.prototype, "localName", element));
/** @param {Element} element @param {string} name */
export const attributeOf = (element, name) => Element.prototype.getAttribute.call(element, name);
/** @param {Node} node @returns {Node} the document, the shadow root, or the top of a tree that is in neither */
export const rootOf = (node) => Node.prototype.getRootNode.call(node);
/** @param {Node} node */
export const isElement = (node) => typeOf(node) === 1;

/**
 * The element with that id in the same tree.
 * @param {Node} root
 * @param {string} id
 * @returns {Element | null}
 */
export function byId(root, id) {
  if (typeOf(root) === 9) return Document.prototype.getElementById.call(root, id);
  return root instanceof DocumentFragment ? DocumentFragment.prototype.getElementById.call(root, id) : null;
}

/** Whether the document has loaded, images and all. */
export const isLoaded = () => Reflect.get(Document.prototype, "readyState", document) === "complete";
/** Whether every element of the page's source is there. */
export const isParsed = () => Reflect.get(Document.prototype, "readyState", document) !== "loading";

/**
 * Has a tree use a style sheet; the sheets that are there stay.
 * @param {Document | ShadowRoot} root
 * @param {CSSStyleSheet} sheet
 * @param {boolean} isWanted
 */
export function adopt(root, sheet, isWanted) {
  const prototype = typeOf(root) === 9 ? Document.prototype : ShadowRoot.prototype;
  const others = [.../** @type {CSSStyleSheet[]} */ (Reflect.get(prototype, "adoptedStyleSheets", root))].filter((one) => one !== sheet);
  Reflect.set(prototype, "adoptedStyleSheets", isWanted ? [...others, sheet] : others, root);
}

/**
 * A style sheet made by program, which a policy without inline styles allows; null in browsers that have none.
 * @param {string} css
 * @returns {CSSStyleSheet | null}
 */
export function sheetOf(css) {
  try {
    if (!("adoptedStyleSheets" in Document.prototype)) return null;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  } catch {
    return null;
  }
}

/**
 * An element with its attributes and children; an attribute that is null or false is left out, and one that begins with "on" is a
 * listener.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function h(name, attributes = {}, ...children) {
  const element = Document.prototype.createElement.call(document, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return /** @type {HTMLElementTagNameMap[Name]} */ (element);
}
