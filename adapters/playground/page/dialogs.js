// Dialogs: a form to fill in, a question to confirm, the keyboard shortcuts.

import { glyph, h, MAC } from "./dom.js";

let count = 0;

function open(title, ...content) {
  const id = `dialog-${++count}`;
  const close = h("button.ghost.icon", { type: "button", "aria-label": "Close", onclick: () => dialog.close() }, glyph("close"));
  const dialog = h("dialog", { "aria-labelledby": id }, h("header", {}, h("h2", { id }, title), close), content);
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    before?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Fill in a form; `send(fields)` is called with the values by name, and gives what comes after. */
export function fillIn(form, send) {
  const problem = h("span.problem", { role: "alert" });
  const fields = form.inputs.map((input, at) => field(input, `field-${count}-${at}`));
  const submit = h("button.primary", { type: "submit" }, form.submit);
  const onsubmit = async (event) => {
    event.preventDefault();
    submit.disabled = true;
    try {
      const then = await send(Object.fromEntries(new FormData(event.target)));
      dialog.close();
      then();
    } catch (error) {
      tell(error.message);
      submit.disabled = false;
    }
  };
  const tell = (words) => {
    problem.textContent = words;
    problem.scrollIntoView({ block: "nearest" });
  };
  const cancel = h("button.plain", { type: "button", onclick: () => dialog.close() }, "Cancel");
  const dialog = open(form.title, h("form", { onsubmit },
    h("div.fields", {}, problem, fields), h("div.buttons", {}, cancel, submit)));
  dialog.querySelector("input, select, textarea")?.focus();
  if (form.problem.length) tell(form.problem.join("\n"));
}

function field(input, id) {
  const props = { id, name: input.name, required: input.required, "aria-describedby": `${id}-hint` };
  const unsaid = input.required ? "Choose…" : input.otherwise || "Leave out";
  const menu = () => h("select", props,
    !(input.required && input.value) && h("option", { value: "" }, unsaid),
    input.choices.map((choice) =>
      h("option", { value: choice.value, selected: choice.value === input.value }, choice.label)));
  const line = () => h("input", { ...props, type: "text", value: input.value, autocomplete: "off" });
  const lines = () => h("textarea", { ...props, rows: 3, value: input.value });
  const typed = () => (input.lines ? lines() : line());
  return h("div.field", {},
    h("label", { htmlFor: id }, input.label, !input.required && h("span.optional", {}, " optional")),
    input.choices.length ? menu() : typed(),
    h("small", { id: `${id}-hint` }, input.hint));
}

/** Ask before doing something that cannot be undone. */
export function confirm({ title, text, yes }, act) {
  const go = h("button.primary", { type: "button", onclick: () => { dialog.close(); act(); } }, yes);
  const cancel = h("button.plain", { type: "button", onclick: () => dialog.close() }, "Cancel");
  const dialog = open(title, h("p.lead", {}, text), h("div.fields"), h("div.buttons", {}, cancel, go));
  cancel.focus();
}

export function shortcuts() {
  const command = MAC ? "⌘" : "Ctrl";
  const rows = [
    [[command, "K"], "Jump to a conversation or a person"],
    [["Alt", "↑"], "Conversation above; Alt ↓ for the one below"],
    [["/"], "Go to the message box and begin a command"],
    [["↑"], "In an empty box: recall what you sent"],
    [["↑", "↓"], "Choose among suggestions"],
    [["Tab"], "Take a suggestion"],
    [["Shift", "Enter"], "A new line"],
    [["Esc"], "Close suggestions, then the thread"],
    [["?"], "This list"],
  ];
  open("Keyboard shortcuts", h("dl.shortcuts", {}, rows.flatMap(([keys, does]) => [
    h("dt", {}, keys.map((key) => h("kbd", {}, key))), h("dd", {}, does)])));
}
