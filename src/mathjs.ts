/** `nabla/mathjs`: the bridge to mathjs, an optional peer. */

export {};
