/**
 * The area under the loss per character over the whole trace. Each pixel column shows the mean of its losses.
 *
 * @param loss [T − 1], nats
 * @param T timesteps: t is at x = (t + ½)·width/T
 * @param ceiling bits at the full height; larger values are cut off
 */
export function lossArea(loss: Float32Array, T: number, width: number, height: number, ceiling: number): string {
  if (loss.length === 0 || width <= 0) return '';
  let path = `M0 ${height}`;
  for (let x = 0; x < width; x++) {
    const from = Math.min(loss.length - 1, Math.floor((x / width) * T));
    const to = Math.min(loss.length, Math.max(from + 1, Math.floor(((x + 1) / width) * T)));
    let sum = 0;
    for (let t = from; t < to; t++) sum += loss[t];
    const bits = sum / (to - from) / Math.LN2;
    const y = height - (Math.min(ceiling, Math.max(0, bits)) / ceiling) * height;
    const rounded = Number.isFinite(y) ? y.toFixed(1) : '0';
    path += `L${x} ${rounded}L${x + 1} ${rounded}`;
  }
  return `${path}L${width} ${height}Z`;
}
