/**
 * `nabla/mathjs`: the bridge to mathjs, an optional peer (`npm install mathjs`): its expressions, its big numbers and its
 * complex numbers.
 */
export * from "./mathjs/bridge.ts";
