// What the page knows: people, conversations, messages, where we are, what was read.

const listeners = new Set();
const seen = JSON.parse(sessionStorage.getItem("read") ?? "{}");

export const model = {
  me: null,
  people: new Map(),
  conversations: new Map(),
  messages: new Map(),
  examples: [],
  opening: null,
  clock: { ahead: 0, offset: 0 },
  online: true,
  here: null,
  thread: null,
};

/** Call back after every change, with what happened. */
export const onChange = (listener) => listeners.add(listener);
export const changed = (event = {}) => listeners.forEach((listener) => listener(event));

export function receive(event) {
  if (event.kind === "state") {
    model.me = event.me;
    model.people = byKey(event.people);
    model.conversations = byKey(event.conversations);
    model.messages = byKey(event.messages);
    model.examples = event.examples;
    model.opening = event.opening;
    if (!model.conversations.has(model.here)) go(null);
    if (model.thread && !model.messages.has(model.thread)) model.thread = null;
  }
  if (event.kind === "message") model.messages.set(event.message.key, event.message);
  if (event.kind === "gone") model.messages.delete(event.message.key);
  if (event.clock) {
    model.clock = { ahead: event.clock.ahead, offset: Date.parse(event.clock.now) - Date.now() };
  }
  changed(event);
}

export function go(conversation, thread = null) {
  model.here = model.conversations.has(conversation) ? conversation : model.opening?.conversation;
  if (!model.conversations.has(model.here)) model.here = model.conversations.keys().next().value;
  model.thread = model.messages.has(thread) ? thread : null;
}

export const me = () => model.people.get(model.me);
export const here = () => model.conversations.get(model.here);
export const now = () => new Date(Date.now() + model.clock.offset);
export const messagesIn = (conversation) =>
  [...model.messages.values()].filter((each) => each.conversation === conversation);
export const topLevel = (conversation) =>
  messagesIn(conversation).filter((each) => !each.thread);
export const inThread = (root) =>
  [...model.messages.values()].filter((each) => each.key === root || each.thread === root);
export const repliesTo = (root) =>
  [...model.messages.values()].filter((each) => each.thread === root);

/** How a conversation is called: the other's name in a direct one. */
export function nameOf(conversation) {
  if (conversation.kind === "channel") return conversation.name;
  return conversation.with_rapport ? "Rapport" : model.people.get(conversation.other)?.name;
}

const number = (message) => Number(message.key.slice(1));

export function unread(conversation) {
  const upTo = seen[`${model.me} ${conversation}`] ?? 0;
  return messagesIn(conversation).filter((each) => each.author !== model.me && number(each) > upTo).length;
}

export function markRead(conversation) {
  const last = Math.max(0, ...messagesIn(conversation).map(number));
  const mark = `${model.me} ${conversation}`;
  if ((seen[mark] ?? 0) >= last) return;
  seen[mark] = last;
  sessionStorage.setItem("read", JSON.stringify(seen));
}

const byKey = (list) => new Map(list.map((each) => [each.key, each]));
