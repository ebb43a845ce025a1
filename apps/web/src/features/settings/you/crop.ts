/** Which square of a picture is taken. `x` and `y` say where it lies between the edges, 0 to 1; a half is the middle. */
export interface Crop {
  /** 1: the largest square there is. */
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

export const WHOLE: Crop = { zoom: 1, x: 0.5, y: 0.5 };
export const MOST_ZOOM = 4;

export function squareOf({ width, height }: Size, { zoom, x, y }: Crop): Square {
  const side = Math.min(width, height) / zoom;
  return { left: (width - side) * x, top: (height - side) * y, side };
}

/** The picture follows the pointer: `dx` and `dy` in parts of the shown square. */
export function dragged(size: Size, crop: Crop, dx: number, dy: number): Crop {
  const { side } = squareOf(size, crop);
  const moved = (at: number, room: number, by: number): number => (room <= 0 ? at : between(at - (by * side) / room));
  return { ...crop, x: moved(crop.x, size.width - side, dx), y: moved(crop.y, size.height - side, dy) };
}

function between(at: number): number {
  return Math.min(Math.max(at, 0), 1);
}
