/**
 * A square of a picture to the few bytes that are told: drawn anew, so that nothing of the file but what is seen goes along, neither
 * place nor camera nor time.
 */
import { CONTENT_LIMIT } from '@alcove/content';
import type { Square } from './crop.ts';

/** Pixels of a side; smaller when nothing else helps. */
const SIDES = [256, 192, 128] as const;
const QUALITIES = [0.85, 0.7, 0.55, 0.4] as const;
/** A file that is larger is none that a person would want to wait for. */
export const MOST_FILE_BYTES = 32 * 1_048_576;

export function drawSquare(canvas: HTMLCanvasElement, picture: ImageBitmap, { left, top, side }: Square): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.imageSmoothingQuality = 'high';
  // What is transparent is drawn on white: one of the two formats knows nothing else.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height);
}

/** Null: this browser cannot write a picture that is small enough. */
export async function encodeSquare(picture: ImageBitmap, square: Square): Promise<Uint8Array<ArrayBuffer> | null> {
  const canvas = document.createElement('canvas');
  for (const side of SIDES) {
    canvas.width = side;
    canvas.height = side;
    drawSquare(canvas, picture, square);
    for (const quality of QUALITIES) {
      const blob = await written(canvas, quality);
      if (blob !== null && blob.size <= CONTENT_LIMIT.pictureBytes) return new Uint8Array(await blob.arrayBuffer());
    }
  }
  return null;
}

/** A browser that cannot write WebP writes PNG instead, which is too large. */
async function written(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  const webp = await toBlob(canvas, 'image/webp', quality);
  return webp?.type === 'image/webp' ? webp : toBlob(canvas, 'image/jpeg', quality);
}

function toBlob(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}

/** Null: nothing this browser can draw. Drawings that are programs are not even tried. */
export async function readPicture(file: File): Promise<ImageBitmap | null> {
  if (file.size > MOST_FILE_BYTES || file.type.includes('svg')) return null;
  try {
    return await createImageBitmap(file);
  } catch {
    return null;
  }
}
