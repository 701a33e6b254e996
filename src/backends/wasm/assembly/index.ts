/**
 * What the module exports besides the kernels of `cells/`. The memory is imported, and the caller decides the address of everything in it.
 */
export { packPanels, packPanelsTransposed } from './packing';
export { addOuterProduct, product } from './products';
export { addToRows, gatherRows, rowAddresses, scatterAddRows, sumRows } from './rows';
export { crossEntropy } from './head';
export { adam, scaledByRoot, sgd, squaredNorm, sumOf } from './optimizers';
