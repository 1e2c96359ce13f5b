// Texts beside the page, which are fetched only when they are needed: the example, the words of other languages.

/**
 * @param {string} name  path below this folder
 * @returns {Promise<string>}
 */
export async function asset(name) {
  // In the single file they are inside.
  const inside = document.getElementById(`newsglass-${name}`);
  if (inside) return inside.textContent ?? "";
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.text();
}
