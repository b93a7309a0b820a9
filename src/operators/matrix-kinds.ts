/** Matrices of a known form, told by their operator: for what comes before products of matrices are defined. */
import { type Expression, isCall } from "../core/expression.ts";
import type { Named } from "./ring.ts";

export const isTranspose = (e: Expression): e is Named<"transpose"> => isCall(e) && e.operator.name === "transpose";
export const isEye = (e: Expression): e is Named<"eye"> => isCall(e) && e.operator.name === "eye";
export const isKronecker = (e: Expression): e is Named<"kronecker"> => isCall(e) && e.operator.name === "kronecker";
export const isDiagonalMatrix = (e: Expression): e is Named<"diag"> => isCall(e) && e.operator.name === "diag";
export const isPermute = (e: Expression): e is Named<"permute"> => isCall(e) && e.operator.name === "permute";
