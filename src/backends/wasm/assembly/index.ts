/** Everything that the module exports. The memory comes from outside, and who calls decides where in it everything stands. */
export { packPanels, packPanelsTransposed } from './packing';
export { addOuterProduct, product } from './products';
export { addToRows, gatherRows, rowAddresses, scatterAddRows, sumRows } from './rows';
export { crossEntropy } from './head';
export { adam, scaledByRoot, sgd, squaredNorm, sumOf } from './optimizers';
export { rnnBackward, rnnForward } from './cells/rnn';
export { lstmBackward, lstmForward } from './cells/lstm';
export {
  gruAfterBackward,
  gruAfterForward,
  gruBeforeCandidate,
  gruBeforeCandidateBackward,
  gruBeforeGates,
  gruBeforeGatesBackward,
} from './cells/gru';
