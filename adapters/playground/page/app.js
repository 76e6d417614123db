// Start here: puts the rooms together, and says what happens when.

import * as api from "./api.js";
import { dressClock, showClock } from "./clock.js";
import { Composer, prepare } from "./composer.js";
import { fillIn, shortcuts } from "./dialogs.js";
import { byId, glyph, h, MAC, narrow } from "./dom.js";
import { showIntro } from "./intro.js";
import { dressKeys } from "./keys.js";
import { go, here, inThread, markRead, me, model, nameOf, onChange, receive, topLevel } from "./model.js";
import { chooseMe, nameOfAuthor, showMe } from "./people.js";
import * as route from "./route.js";
import { drawer, dressSidebar, jump, listed, showRooms } from "./sidebar.js";
import { Talk } from "./talk.js";
import { dressTheme } from "./theme.js";

let hangUp = () => {};
const acts = { press, openThread };
const talk = new Talk(byId("scroll"), byId("talk"), { inThread: false, acts });
const threadTalk = new Talk(byId("thread-scroll"), byId("thread-talk"), { inThread: true, acts });
const composer = new Composer(byId("composer"), {
  id: "words", label: "Message", place: () => model.here, send: (text) => say(text, null),
});
const threadComposer = new Composer(byId("thread-composer"), {
  id: "thread-words", label: "Reply", place: () => `${model.here} ${model.thread}`, send: (text) => say(text, model.thread),
});

async function say(text, thread) {
  talk.atEnd = threadTalk.atEnd = true;
  offer(await api.say(model.me, model.here, thread, text));
}

async function press(message, says, button) {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  try {
    const { form, thread } = await api.press(model.me, message.key, says);
    const answered = () => thread === message.key && openThread(thread);
    if (form) offer({ form }, answered);
    else answered();
  } catch (problem) {
    announce(problem.message);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function offer({ form }, answered = () => {}) {
  if (!form) return;
  fillIn(form, async (fields) => {
    const next = await api.submit(model.me, form.key, fields);
    return () => (next.form ? offer(next, answered) : answered());
  });
}

function openConversation(key) {
  go(key);
  drawer(false);
  arrive();
  if (!narrow()) composer.focus();
}

function openThread(key) {
  model.thread = key;
  arrive();
  if (key) threadComposer.focus();
  else composer.focus();
}

function arrive(options) {
  route.write(options);
  show();
}

function act(person) {
  hangUp();
  const wanted = { conversation: model.here, thread: model.thread };
  hangUp = api.live(person, {
    onLine: (online) => {
      byId("offline").hidden = online;
    },
    onEvent: (event) => {
      const first = model.me !== event.me && event.kind === "state";
      const { at } = route.read();
      receive(event);
      if (!first) return;
      go(wanted.conversation ?? route.read().conversation, wanted.thread ?? route.read().thread);
      arrive({ step: false });
      if (!narrow()) composer.focus();
      if (at) [threadTalk, talk].some((each) => each.reach(at));
    },
  });
}

function show() {
  const room = here();
  if (!room) return;
  if (!document.hidden) markRead(room.key);
  const name = room.kind === "channel" ? `#${nameOf(room)}` : nameOf(room);
  document.title = `${name} · Rapport playground`;
  byId("where").textContent = name;
  byId("topic").textContent = room.topic;
  showMe();
  showRooms(openConversation);
  showIntro(room, name, (text) => { composer.put(text); composer.focus(); });
  talk.show(`${model.me} ${room.key}`, topLevel(room.key));
  composer.show(`Message ${name}`, hint(room));
  byId("thread").hidden = !model.thread;
  document.querySelector(".app").classList.toggle("threaded", Boolean(model.thread));
  if (model.thread) {
    byId("thread-where").textContent = `in ${name}`;
    threadTalk.show(`${model.me} ${model.thread}`, inThread(model.thread));
    threadComposer.show("Reply in this thread", [h("code", {}, "@sre"), " asks in this thread"]);
  }
  showClock();
}

const hint = (room) =>
  room.with_rapport
    ? ["Just ask; Rapport hears every word here"]
    : [h("code", {}, "/sre"), " asks for you alone · ", h("code", {}, "@sre"), " asks in the open"];

function announce(text) {
  byId("announcer").textContent = text;
}

function tell({ kind, message, anew }) {
  if (anew) for (const each of [composer, threadComposer]) each.forget();
  if (kind === "state" && model.opening) prepare(model.me, model.opening.conversation, model.opening.draft);
  if (kind !== "message" || message.author === model.me) return;
  const words = message.card?.headline ?? message.text;
  const where = message.conversation === model.here ? "" : ` in ${nameOf(model.conversations.get(message.conversation))}`;
  announce(`${nameOfAuthor(message.author)}${where}: ${words}`);
}

onChange(tell);
onChange(show);
dressTheme();
dressClock();
dressSidebar();
dressKeys({
  jump: () => jump({ open: openConversation, act }),
  closeThread: () => model.thread && openThread(null),
  step: (by) => {
    const rooms = listed().map((each) => each.key);
    openConversation(rooms[(rooms.indexOf(model.here) + by + rooms.length) % rooms.length]);
  },
  write: () => composer,
});
byId("jump").lastElementChild.textContent = MAC ? "⌘ K" : "Ctrl K";
byId("jump").onclick = () => jump({ open: openConversation, act });
byId("me").onclick = () => chooseMe(act);
byId("help").append(glyph("keys"));
byId("help").onclick = shortcuts;
byId("close-thread").append(glyph("close"));
byId("close-thread").onclick = () => openThread(null);
document.addEventListener("visibilitychange", () => me() && show());
addEventListener("popstate", () => {
  const wanted = route.read();
  go(wanted.conversation, wanted.thread);
  if (wanted.person && wanted.person !== model.me) act(wanted.person);
  else show();
});
act(route.read().person ?? "");
