import type { PictureFile } from '../../draw/unitPicture.ts';

/** Pixels of the PNG for each pixel of the document. */
const DENSITY = 2;

/** Renders an SVG document as a PNG of twice its size. Rejects if the browser cannot draw it. */
export async function renderPng({ svg, width, height }: PictureFile): Promise<Uint8Array> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * DENSITY;
    canvas.height = height * DENSITY;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    // Chromium's `toBlob` waits a second for an idle moment before it encodes.
    const [head, encoded] = canvas.toDataURL('image/png').split(',');
    if (head !== 'data:image/png;base64' || !encoded) throw new Error('the browser has no room for the picture');
    return Uint8Array.from(atob(encoded), (byte) => byte.charCodeAt(0));
  } finally {
    URL.revokeObjectURL(url);
  }
}
