/** A loss in nats per character, in the other two ways of saying it. */
export const toBits = (nats: number): number => nats / Math.LN2;
export const toPerplexity = (nats: number): number => Math.exp(nats);

/** Training steps over which the loss in words is averaged: one step's loss jumps with its batch. */
export const RECENT_STEPS = 20;
