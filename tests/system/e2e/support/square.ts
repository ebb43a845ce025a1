/** Reads a square (QR) off the screen, as another telephone would. */
import type { Locator } from '@playwright/test';
import decode from 'qr/decode.js';

export async function readSquare(square: Locator): Promise<string> {
  const picture = await square.screenshot();
  const { width, height, pixels } = await square.page().evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.codePointAt(0) ?? 0);
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const drawing = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    drawing?.drawImage(bitmap, 0, 0);
    const data = drawing?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
    return { width: bitmap.width, height: bitmap.height, pixels: [...data] };
  }, picture.toString('base64'));
  return decode({ width, height, data: Uint8Array.from(pixels) });
}
