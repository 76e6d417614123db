// How instants are said: in the zone of whom we act as, or else the browser's.

import { me, now } from "./model.js";

const zone = () => me()?.zone ?? undefined;
const format = (date, options) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone(), ...options }).format(date);

export const hour = (date) => format(date, { hour: "2-digit", minute: "2-digit" });
export const dayKey = (date) => format(date, { year: "numeric", month: "2-digit", day: "2-digit" });
export const full = (date) => format(date, { dateStyle: "full", timeStyle: "long" });
export const short = (date) =>
  format(date, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export function day(date) {
  const away = (days) => dayKey(new Date(now().getTime() - days * 86_400_000));
  if (dayKey(date) === away(0)) return "Today";
  if (dayKey(date) === away(1)) return "Yesterday";
  return format(date, { weekday: "long", day: "numeric", month: "long" });
}

/** “8 days and 2 hours”. */
export function span(seconds) {
  const said = (count, word) => count && `${count} ${word}${count === 1 ? "" : "s"}`;
  const parts = [said(Math.floor(seconds / 86_400), "day"), said(Math.floor((seconds % 86_400) / 3600), "hour")];
  return parts.filter(Boolean).join(" and ") || "no time";
}
