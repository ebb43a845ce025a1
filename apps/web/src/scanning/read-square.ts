/** Reads a square (QR) out of pictures. What is looked at stays here and is kept nowhere; the reader is loaded when it is first wanted. */

/** Enough for a square that fills a third of the picture; more only takes longer. */
const MOST_PIXELS = 720;

export type SquareReader = (source: CanvasImageSource, width: number, height: number) => string | null;

export async function squareReader(): Promise<SquareReader> {
  const { default: decode } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const drawing = canvas.getContext('2d', { willReadFrequently: true });
  return (source, width, height) => {
    if (drawing === null || width === 0 || height === 0) return null;
    const scale = Math.min(1, MOST_PIXELS / Math.min(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    drawing.drawImage(source, 0, 0, canvas.width, canvas.height);
    try {
      const text: unknown = decode(drawing.getImageData(0, 0, canvas.width, canvas.height));
      return typeof text === 'string' && text !== '' ? text : null;
    } catch {
      // The reader throws where it sees no square.
      return null;
    }
  };
}

/** Null: no picture, or none with a square that can be read. */
export async function squareInFile(file: Blob): Promise<string | null> {
  try {
    const [read, picture] = await Promise.all([squareReader(), createImageBitmap(file)]);
    const text = read(picture, picture.width, picture.height);
    picture.close();
    return text;
  } catch {
    return null;
  }
}
