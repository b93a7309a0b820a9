/** Parsing against mathjs: time for one text of about 10, 1,000 and 100,000 tokens. Ours includes names and shapes. */
import * as mathjs from "mathjs";
import { parse } from "../../dist/index.js";

const sum = (terms) => Array.from({ length: terms }, (_, k) => `x${k}`).join(" + ");
const mixed = (terms) => Array.from({ length: terms }, (_, k) => `sin(x${k % 50}^2)*${k}/(y + ${k})`).join(" + ");
const matrix = (size) =>
  `[${Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, k) => `${i + k}.5`).join(", ")).join("; ")}]`;

const texts = {
  "sum, 10 tokens": sum(5),
  "sum, 1,000 tokens": sum(500),
  "sum, 100,000 tokens": sum(50_000),
  "mixed, 14 tokens": mixed(1),
  "mixed, 1,000 tokens": mixed(70),
  "mixed, 100,000 tokens": mixed(7_000),
  "matrix, 10 tokens": matrix(2),
  "matrix, 1,000 tokens": matrix(22),
  "matrix, 100,000 tokens": matrix(223),
};

export const cases = Object.entries(texts).map(([name, text]) => ({
  name: `parse: ${name}`,
  variants: { mathjs: () => mathjs.parse(text), nabla: () => parse(text) },
  verify: () => parse(text),
}));
