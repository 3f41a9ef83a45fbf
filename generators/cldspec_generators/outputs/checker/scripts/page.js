// The page: choosing files, the worker, progress, the result, and what went wrong.

const form = byId("form", HTMLFormElement);
const fields = byId("fields", HTMLFieldSetElement);
const filesField = byId("files", HTMLInputElement);
const previousField = byId("previous", HTMLInputElement);
const progressPart = byId("progress", HTMLElement);
const progressBar = byId("bar", HTMLProgressElement);
const progressWords = byId("progress-words", HTMLElement);
const problem = byId("problem", HTMLElement);
const resultPart = byId("result", HTMLElement);
const announcement = byId("status", HTMLElement);
const csvButton = byId("save-csv", HTMLButtonElement);
const reportButton = byId("save-report", HTMLButtonElement);

/** Milliseconds between what a screen reader is told about progress. */
const QUIET = 5000;

const run = {
  worker: /** @type {Worker | null} */ (null),
  summary: /** @type {Summary | null} */ (null),
  asked: /** @type {Map<number, {resolve: (answer: FoundAnswer) => void, reject: (reason: Error) => void}>} */ (new Map()),
  number: 0,
  told: 0,
};

/** Thrown to whom waits for an answer that will not come. */
class StoppedError extends Error {}

/** End the worker, whatever it does, and forget its result. */
function endWorker() {
  run.worker?.terminate();
  run.worker = null;
  run.summary = null;
  for (const { reject } of run.asked.values()) {
    reject(new StoppedError());
  }
  run.asked.clear();
}

/**
 * Check files as one submission.
 * @param {File[]} files
 * @param {File[]} previous
 * @param {string} sheet
 */
function check(files, previous, sheet) {
  endWorker();
  problem.hidden = true;
  resultPart.hidden = true;
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  try {
    const source = byId("worker-source", HTMLScriptElement).textContent ?? "";
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    run.worker = new Worker(address);
    URL.revokeObjectURL(address);
  } catch (error) {
    refuse("This browser does not let the page check files.", `Open the page in an up-to-date Edge, Chrome or Firefox. (${error})`);
    return;
  }
  run.worker.onmessage = ({ data }) => receive(data);
  run.worker.onerror = (event) => {
    event.preventDefault();
    fail(event.message ?? "The worker did not start.");
  };
  fields.disabled = true;
  progressPart.hidden = false;
  showProgress({ type: "progress", file: files[0].name, bytes: 0, total: 0, rows: 0 });
  run.told = Date.now();
  goTo("progress-title");
  send({ type: "check", files, previous, sheet: sheet || null, today });
}

/** @param {CheckRequest | FindRequest} request */
function send(request) {
  run.worker?.postMessage(request);
}

/** @type {Ask} */
function ask(question) {
  run.number += 1;
  const number = run.number;
  return new Promise((resolve, reject) => {
    run.asked.set(number, { resolve, reject });
    send({ type: "find", number, ...question });
  });
}

/** @param {Answer} answer */
function receive(answer) {
  if (answer.type === "progress") {
    showProgress(answer);
  } else if (answer.type === "result") {
    showResult(answer.summary);
  } else if (answer.type === "found") {
    run.asked.get(answer.number)?.resolve(answer);
    run.asked.delete(answer.number);
  } else if (answer.type === "refused") {
    refuse(answer.message, answer.advice);
  } else {
    fail(answer.detail);
  }
}

/** @param {ProgressAnswer} answer */
function showProgress({ file, bytes, total, rows }) {
  if (total) {
    progressBar.value = bytes / total;
  } else {
    progressBar.removeAttribute("value");
  }
  const share = total ? ` ${Math.floor(100 * bytes / total)}% read.` : "";
  const text = `${shown(file)}.${share}${rows ? ` ${counted(rows, "row")} checked.` : ""}`;
  progressWords.textContent = text;
  if (Date.now() - run.told > QUIET) {
    run.told = Date.now();
    announcement.textContent = text;
  }
}

/** @param {Summary} summary */
function showResult(summary) {
  run.summary = summary;
  fields.disabled = false;
  progressPart.hidden = true;
  const block = byId("verdict", HTMLElement);
  block.className = summary.conforms ? "verdict" : "verdict verdict--not";
  block.replaceChildren(verdictBlock(summary));
  byId("parts", HTMLElement).replaceChildren(partsOf(summary, (filter) => void showFiltered(filter).catch(ignoreStop)));
  for (const id of ["rows", "download"]) {
    byId(id, HTMLElement).hidden = !summary.total && id === "rows";
  }
  resultPart.hidden = false;
  byId("contents", HTMLElement).replaceChildren(contentsOf());
  byId("with-values", HTMLInputElement).checked = false;
  announcement.textContent = verdict(summary);
  goTo("result-title");
  startRows(summary, ask).catch(ignoreStop);
}

/** Return the list of the headings that are shown. */
function contentsOf() {
  const headings = [...resultPart.querySelectorAll("h2[id]")].filter((one) => one.id !== "result-title" && one.closest("[hidden]") === null);
  return make("ul", { class: "nhsuk-list" }, ...headings.map((one) => make("li", {}, make("a", { href: `#${one.id}` }, one.textContent))));
}

/**
 * Say that nothing was checked, and what to do.
 * @param {string} message
 * @param {string} advice
 * @param {string} title
 */
function refuse(message, advice, title = "Nothing was checked") {
  endWorker();
  fields.disabled = false;
  progressPart.hidden = true;
  resultPart.hidden = true;
  byId("problem-title", HTMLElement).textContent = title;
  byId("problem-message", HTMLElement).textContent = writable(message);
  byId("problem-advice", HTMLElement).textContent = advice;
  byId("problem-advice", HTMLElement).hidden = !advice;
  problem.hidden = false;
  problem.focus();
}

/** @param {string} detail */
function fail(detail) {
  refuse(
    "This page has a fault, so the result would not be complete.",
    `Please report it to ${words.contact}, with this text, and check the ${words.noun} in another way meanwhile: ${shown(detail)}`,
  );
}

/** @param {unknown} reason */
function ignoreStop(reason) {
  if (!(reason instanceof StoppedError)) {
    throw reason;
  }
}

/** Stop checking, and go back to the choice of files. */
function stopChecking() {
  endWorker();
  fields.disabled = false;
  progressPart.hidden = true;
  announcement.textContent = "Stopped. Nothing was checked.";
  filesField.focus();
}

/**
 * Save something about the result under the name of the first file.
 * @param {HTMLButtonElement} button
 * @param {string} ending
 * @param {(summary: Summary, ask: Ask, hasValues: boolean) => Promise<Blob>} write
 */
async function saveAs(button, ending, write) {
  if (!run.summary || button.getAttribute("aria-disabled")) {
    return;
  }
  button.setAttribute("aria-disabled", "true");
  announcement.textContent = "Preparing the file.";
  try {
    const name = (run.summary.files[0]?.name ?? words.noun).replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N} ._-]/gu, "_");
    save(await write(run.summary, ask, byId("with-values", HTMLInputElement).checked), `${name} findings${ending}`);
    announcement.textContent = "The file is in your downloads.";
  } catch (error) {
    ignoreStop(error);
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

/**
 * List the chosen files with their sizes, if there are several: the field names a single one.
 * Their sizes are asked for in any case. Chromium keeps them then, and does not take a file that is removed later for an empty one.
 * @param {HTMLInputElement} field
 */
function listChosen(field) {
  const lines = [...field.files ?? []].map((file) => make("li", {}, make("bdi", {}, shown(file.name)), ` (${sizeInWords(file.size)})`));
  byId(`${field.id}-chosen`, HTMLElement).replaceChildren(...(lines.length > 1 ? lines : []));
}

/** @param {number} size in bytes */
function sizeInWords(size) {
  const [unit, factor] = size >= 1e6 ? ["MB", 1e6] : size >= 1e3 ? ["KB", 1e3] : ["bytes", 1];
  return `${factor === 1 || size >= 10 * factor ? Math.round(size / factor) : (size / factor).toFixed(1)} ${unit}`;
}

/** Let files be dropped anywhere: a browser would leave the page and show them. */
function wireDrop() {
  const shows = (/** @type {boolean} */ is) => document.body.classList.toggle("is-dropping", is);
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    shows(!fields.disabled);
  });
  document.addEventListener("dragleave", (event) => shows(event.relatedTarget !== null && !fields.disabled));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    shows(false);
    const files = event.dataTransfer?.files;
    if (!files?.length || fields.disabled) {
      return;
    }
    const field = event.target instanceof Node && byId("options", HTMLElement).contains(event.target) ? previousField : filesField;
    field.files = files;
    listChosen(field);
    field.focus();
    announcement.textContent = `${counted(files.length, "file")} chosen.`;
  });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const files = [...filesField.files ?? []];
  if (files.length) {
    check(files, [...previousField.files ?? []], byId("sheet", HTMLInputElement).value.trim());
  } else {
    refuse("No file is chosen.", `Choose the files of your ${words.noun}, or drop them on this page. Then check them.`, "Choose a file");
  }
});
byId("stop", HTMLButtonElement).addEventListener("click", stopChecking);
for (const field of [filesField, previousField]) {
  field.addEventListener("change", () => listChosen(field));
}
csvButton.addEventListener("click", () => void saveAs(csvButton, ".csv", csvOf));
reportButton.addEventListener("click", () => void saveAs(reportButton, ".html", reportOf));
wireDrop();
wireRows();
