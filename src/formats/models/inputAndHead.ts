/** Which of a state dict's other tensors are the embedding and the head. Their names are free, so their shapes decide. */
import type { Tensor } from '../safetensors.ts';
import { quoted, type Refuse, shapeText } from './openedModel.ts';

export interface NamedMatrix {
  readonly name: string;
  readonly tensor: Tensor;
  readonly shape: readonly number[];
}

interface InputAndHead {
  /** Null for one-hot input. */
  readonly embedding: NamedMatrix | null;
  readonly head: NamedMatrix;
  readonly headBias: NamedMatrix | null;
  /** Whether the embedding and the head are the same matrix. */
  readonly isTied: boolean;
}

/**
 * @param width I of the first layer
 * @param hidden H of the last layer
 */
export function inputAndHead(
  others: readonly NamedMatrix[],
  width: number,
  hidden: number,
  refuse: Refuse,
): InputAndHead {
  const matrices = others.filter(({ name, shape }) => shape.length === 2 && isCalled(name, 'weight'));
  const vectors = others.filter(({ name, shape }) => shape.length === 1 && isCalled(name, 'bias'));
  const stranger = others.find(
    (one) => one.tensor.dtype === 'I32' || !(matrices.includes(one) || vectors.includes(one)),
  );
  if (stranger) {
    return refuse(
      `it has a tensor ${quoted(stranger.name)} ${shapeText(stranger.shape)}, which such a model does not have`,
    );
  }
  if (matrices.length > 2) {
    return refuse(
      `it has ${matrices.length} matrices besides those of the recurrent layers, and should have one or two`,
    );
  }
  const biasOf = (matrix: NamedMatrix): NamedMatrix | null => {
    const module = moduleOf(matrix.name);
    return vectors.find(({ name }) => moduleOf(name) === module) ?? null;
  };
  const [first, second] = matrices;
  if (!first) return refuse('it has no matrix of an nn.Linear after the recurrent layers');
  if (second) {
    if (biasOf(first) && biasOf(second)) refuse('it has more than one nn.Linear, and should have one');
    const head = headOf(first, second, biasOf, width, hidden, refuse);
    const embedding = head === first ? second : first;
    const headBias = biasOf(head);
    if (vectors.length > (headBias ? 1 : 0)) refuse('it has more than one nn.Linear, and should have one');
    return { embedding, head, headBias, isTied: false };
  }
  if (first.shape[1] !== hidden) {
    return refuse(
      `its head ${quoted(first.name)} is ${shapeText(first.shape)}, but the last layer has ${hidden} units`,
    );
  }
  if (vectors.length > 1) refuse('it has more than one nn.Linear, and should have one');
  const headBias = vectors[0] ?? null;
  if (first.shape[0] === width) return { embedding: null, head: first, headBias, isTied: false };
  if (width === hidden) return { embedding: first, head: first, headBias, isTied: true };
  return refuse(
    `its first layer reads ${width} numbers, but there are ${first.shape[0]} symbols and no nn.Embedding between them`,
  );
}

/** Which of two matrices is the head. */
function headOf(
  first: NamedMatrix,
  second: NamedMatrix,
  biasOf: (matrix: NamedMatrix) => NamedMatrix | null,
  width: number,
  hidden: number,
  refuse: Refuse,
): NamedMatrix {
  const couldBe = (head: NamedMatrix, embedding: NamedMatrix): boolean =>
    head.shape[1] === hidden &&
    embedding.shape[1] === width &&
    head.shape[0] === embedding.shape[0] &&
    !biasOf(embedding);
  const isFirst = couldBe(first, second);
  const isSecond = couldBe(second, first);
  if (isFirst && isSecond) {
    // Neither has a bias and both have the same shape: only the names tell.
    const isEmbedding = ({ name }: NamedMatrix): boolean => /emb|wte|encoder/i.test(name);
    if (isEmbedding(first) !== isEmbedding(second)) return isEmbedding(first) ? second : first;
    return refuse(
      `${quoted(first.name)} and ${quoted(second.name)} have the same shape, and no name says which is the nn.Embedding`,
      'Save it again with a module called "embedding".',
    );
  }
  if (isFirst) return first;
  if (isSecond) return second;
  return refuse(
    `${quoted(first.name)} ${shapeText(first.shape)} and ${quoted(second.name)} ${shapeText(second.shape)} are not an nn.Embedding of width ${width} and an nn.Linear on ${hidden} units for the same number of symbols`,
  );
}

function isCalled(name: string, what: string): boolean {
  return name === what || name.endsWith(`.${what}`);
}

function moduleOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('.')));
}
