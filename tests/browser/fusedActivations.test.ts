import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFusedContext, type FusedContext } from '../../src/backends/webgl/fused/fusedContext.ts';
import { ACTIVATIONS } from '../../src/backends/webgl/fused/glsl/activations.ts';
import { fragmentSource } from '../../src/backends/webgl/fused/glsl/fragment.ts';
import { readLayer } from '../../src/backends/webgl/fused/readback.ts';
import { TextureStore } from '../../src/backends/webgl/fused/textures.ts';
import { openWebgl, type WebglContext } from '../../src/backends/webgl/webglContext.ts';

let context: WebglContext;
let fused: FusedContext;

beforeAll(async () => {
  context = await openWebgl();
  fused = openFusedContext(context);
});

afterAll(() => {
  fused.dispose();
  context.close();
});

/** σ and tanh of the numbers as the GPU has them. */
function onGpu(numbers: Float32Array): { sigmoid: Float32Array; tanh: Float32Array } {
  const { gl, renderer, programs } = fused;
  const store = new TextureStore(gl);
  const source = fragmentSource({
    constants: '',
    outputs: ['outSigmoid', 'outTanh'],
    body: `
uniform sampler2D numbers;
${ACTIVATIONS}
void main() {
  vec4 a = texelFetch(numbers, ivec2(gl_FragCoord.xy), 0);
  outSigmoid = sigmoid(a);
  outTanh = tanhOf(a);
}`,
  });
  return fused.run(() => {
    const width = numbers.length / 4;
    const input = store.flat(width, 1);
    const target = store.target(store.flat(width, 1), store.flat(width, 1));
    const program = programs.get(source, ['numbers']);
    renderer.begin();
    renderer.bindForWriting(input);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, 1, gl.RGBA, gl.FLOAT, numbers);
    renderer.use(program, { numbers: input });
    renderer.draw(target);
    const result = { sigmoid: readLayer(renderer, target, 0), tanh: readLayer(renderer, target, 1) };
    store.dispose();
    return result;
  });
}

test('σ and tanh keep seven digits from 1e-6 to 75, on both sides of 0 and of where the series ends', () => {
  const sizes = Array.from({ length: 200 }, (_, k) => 1e-6 * 10 ** ((k * 7.7) / 199));
  sizes.push(0.2499, 0.25, 0.2501, 0.125);
  const numbers = Float32Array.from(sizes.flatMap((size) => [size, -size, 1.5 * size, -1.5 * size]));
  const { sigmoid, tanh } = onGpu(numbers);
  numbers.forEach((a, k) => {
    expect(Math.abs(tanh[k] - Math.tanh(a)), `tanh ${a}`).toBeLessThanOrEqual(1e-6 * Math.abs(Math.tanh(a)));
    const s = 1 / (1 + Math.exp(-a));
    expect(Math.abs(sigmoid[k] - s), `σ ${a}`).toBeLessThanOrEqual(1e-5 * s);
    expect(Math.abs(sigmoid[k] - s), `σ ${a}`).toBeLessThanOrEqual(2e-7);
  });
});

test('numbers too large to be raised to a power end at 0 and ±1, and NaN stays', () => {
  const { sigmoid, tanh } = onGpu(Float32Array.of(1e3, -1e3, 1e30, -1e30, 0, -0, NaN, 3e38));
  expect([...tanh]).toEqual([1, -1, 1, -1, 0, -0, NaN, 1]);
  expect([...sigmoid]).toEqual([1, 0, 1, 0, 0.5, 0.5, NaN, 1]);
});
