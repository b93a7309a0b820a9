/** The core of nabla: everything that needs neither an optimizer nor another package. */

export * from "./core/error.ts";
