/** Rows of the atlas whose gradients one fragment computes: the render targets that WebGL 2 devices have. */
export const ROW_BLOCK = 8;
