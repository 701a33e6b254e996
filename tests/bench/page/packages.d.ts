/** Those parts of brain.js that the bench uses; its own types leave the recurrent networks out. */
declare module 'brain.js/dist/recurrent/*.js' {
  export default class Network {
    constructor(options: {
      readonly inputSize: number;
      readonly inputRange: number;
      readonly outputSize: number;
      readonly hiddenLayers: readonly number[];
    });
    readonly trainOpts: { learningRate: number };
    initialize(): void;
    /** Perplexity / 100. */
    trainPattern(input: readonly number[], logErrorRate: true): number;
  }
}
