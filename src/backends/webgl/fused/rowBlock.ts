/** Rows of the atlas whose gradients one fragment computes. WebGL 2 devices have this many render targets. */
export const ROW_BLOCK = 8;
