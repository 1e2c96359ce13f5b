// The text of a PDF file. Fetched only when one is opened; what reads it runs in a worker of its own, which ends with the file.

import { key, t } from "./locale.js";
import { startReader } from "./pdf-place.js";

/** How long a page may take, in milliseconds: no article has one that takes longer. */
const PATIENCE = 60_000;

const COPY = key("Open it in a PDF program, select the article, copy it and paste it here.");

/** What is wrong, by the names that the reader gives it (www/pdf): its code, what it is, and what helps. */
const PROBLEMS = /** @type {const} */ ({
  scan: [
    "invalid_option",
    key("“{0}” is a scan: it holds pictures of pages, and no text."),
    key("Have a scanner or PDF program recognise its text (OCR) and open that file, or find the article as text and paste it here."),
  ],
  encrypted: ["invalid_option", key("“{0}” is locked with a password."), COPY],
  broken: ["invalid_option", key("“{0}” is a damaged PDF and cannot be read."), key("Get the file again. If a PDF program opens it, copy the article there and paste it here.")],
  empty: ["empty_input", key("“{0}” is a PDF without words that can be read."), key("Copy the article's text and paste it here.")],
  long: ["input_too_large", key("“{0}” has more pages or words than an article."), key("Open one article at a time.")],
  slow: ["invalid_option", key("“{0}” took too long to read."), COPY],
  missing: ["model_load_failed", key("What reads PDF files did not arrive."), key("Check the connection and try again.")],
});

/**
 * Its text, with an empty line between paragraphs. Throws `{code, message, hint}`.
 * @param {Uint8Array<ArrayBuffer>} bytes  given away
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function pdfText(bytes, name) {
  const { text, problem = "broken" } = await read(bytes);
  if (text !== undefined) return text;
  const [code, message, hint] = PROBLEMS[/** @type {keyof typeof PROBLEMS} */ (problem)] ?? PROBLEMS.broken;
  throw { code, message: t(message, name), hint: t(hint) };
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<import("./pdf-worker.js").Answer>}
 */
async function read(bytes) {
  const { worker, module } = await startReader();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let alarm;
  try {
    return await new Promise((resolve) => {
      const wait = () => {
        clearTimeout(alarm);
        alarm = setTimeout(resolve, PATIENCE, { problem: "slow" });
      };
      worker.addEventListener("message", ({ data }) => (data.share === undefined ? resolve(data) : wait()));
      // Its script did not come.
      worker.addEventListener("error", () => resolve({ problem: "missing" }));
      wait();
      worker.postMessage({ bytes, module }, [bytes.buffer]);
    });
  } finally {
    clearTimeout(alarm);
    worker.terminate();
  }
}
