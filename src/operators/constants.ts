/** Named numbers; they stay symbolic until a number is asked for. */
import { interval, point } from "../core/interval.ts";
import { operator } from "./operator.ts";

/** The ratio of a circle's circumference to its diameter. */
export const pi = operator("pi", {
  aliases: ["π"],
  evaluate: () => Math.PI,
  range: interval(3, 4, "open"),
  latex: "\\pi",
  javascript: "Math.PI",
  cost: 0,
});

/** Beyond all numbers; the end of a range, or a value of a limit. */
export const infinity = operator("∞", {
  aliases: ["infinity", "inf"],
  evaluate: () => Infinity,
  infinite: true,
  range: point(Infinity),
  latex: "\\infty",
  javascript: "Infinity",
  cost: 0,
});
