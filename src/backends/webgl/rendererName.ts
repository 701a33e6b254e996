/** The description of a WebGL renderer in the badge. */
export interface RendererName {
  /** Short display name: "SwiftShader", "NVIDIA GeForce RTX 3060", "Apple M1". */
  readonly name: string;
  /** Whether the renderer runs on the CPU, where draw calls are cheap compared with arithmetic. */
  readonly software: boolean;
}

const SOFTWARE = /swiftshader|llvmpipe|softpipe|microsoft basic render|apple software/i;

/**
 * Shortens an unmasked renderer string. Chromium's has the form `ANGLE (vendor, device and driver, version)`, in
 * which the device may itself contain commas inside parentheses.
 */
export function readRendererName(unmasked: string): RendererName {
  const software = SOFTWARE.test(unmasked);
  if (/swiftshader/i.test(unmasked)) return { name: 'SwiftShader', software };
  if (/llvmpipe/i.test(unmasked)) return { name: 'llvmpipe', software };
  const inside = /^ANGLE \((.*)\)$/.exec(unmasked.trim())?.[1];
  const device = inside === undefined ? unmasked : (splitOutsideParentheses(inside)[1] ?? inside);
  const name = device
    .replace(/^ANGLE Metal Renderer:\s*/, '')
    .replace(/\s*\(0x[0-9a-f]+\)/gi, '')
    .replace(/\s+(Direct3D|OpenGL|Vulkan).*$/, '')
    .replace(/\/PCIe.*$/, '')
    .trim();
  return { name: name || 'unnamed renderer', software };
}

/** The renderer of a context, by its unmasked name if the browser exposes it. */
export function rendererOf(gl: WebGL2RenderingContext): RendererName {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  return readRendererName(String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)));
}

/** The name of the renderer that WebGL 2 would use here, from a temporary context; '' if there is none. */
export function askRendererName(): string {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return '';
  const { name } = rendererOf(gl);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return name;
}

function splitOutsideParentheses(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const symbol of text) {
    if (symbol === '(') depth++;
    if (symbol === ')') depth--;
    if (symbol === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += symbol;
  }
  return parts.map((part) => part.trim());
}
