/** `nabla/optimize`: minimizers over expressions. */

export {};
