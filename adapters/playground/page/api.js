// Talks to the server: sends what people do, and keeps the live line open.

const key = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

/** Something that the person can mend; its text is meant for them. */
export class Problem extends Error {}

async function send(path, body) {
  let response;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Problem("The playground does not answer. Is it still running?");
  }
  if (response.ok) return response.json();
  const said = await response.json().catch(() => null);
  throw new Problem(said ? [said.message, said.next_step].filter(Boolean).join(" ") : "That did not work.");
}

export const say = (person, conversation, thread, text) =>
  send("/api/say", { person, conversation, thread, text, key: key() });
export const press = (person, message, says) =>
  send("/api/press", { person, message, says, key: key() });
export const submit = (person, form, fields) =>
  send("/api/submit", { person, form, fields, key: key() });
export const moveClock = (move) => send("/api/clock", { move });
export const upcoming = () => fetch("/api/next").then((told) => (told.ok ? told.json() : null)).catch(() => null);
export const reset = () => send("/api/reset", {});

export async function complete(conversation, text) {
  const query = new URLSearchParams({ conversation, text });
  const response = await fetch(`/api/complete?${query}`).catch(() => null);
  return response?.ok ? response.json() : [];
}

/** Keep a live line open for one person. Calls back with each event, and when the line drops. */
export function live(person, { onEvent, onLine }) {
  let socket = null;
  let closed = false;
  let tries = 0;
  const connect = () => {
    const query = new URLSearchParams({ person });
    socket = new WebSocket(`ws://${location.host}/api/live?${query}`);
    socket.onmessage = ({ data }) => {
      tries = 0;
      if (closed) return;
      onLine(true);
      onEvent(JSON.parse(data));
    };
    socket.onclose = () => {
      if (closed) return;
      onLine(false);
      tries += 1;
      setTimeout(() => closed || connect(), Math.min(250 * 2 ** tries, 4000));
    };
  };
  connect();
  return () => {
    closed = true;
    socket.close();
  };
}
