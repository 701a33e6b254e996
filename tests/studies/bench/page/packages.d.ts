/** Those parts of brain.js that the bench uses; its own types leave the recurrent networks out. */
declare module 'brain.js/dist/recurrent/*.js' {
  interface Network {
    readonly trainOpts: { learningRate: number };
    initialize(): void;
    /** Perplexity / 100. */
    trainPattern(input: readonly number[], logErrorRate: true): number;
  }

  interface Options {
    readonly inputSize: number;
    readonly inputRange: number;
    readonly outputSize: number;
    readonly hiddenLayers: readonly number[];
  }

  /** CommonJS whose own default export is a property: a module imports the whole of it as the default, as Node does. */
  const exported: { readonly default: new (options: Options) => Network };
  export default exported;
}
