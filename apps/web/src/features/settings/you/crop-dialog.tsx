/** Chooses the square of a picture: by pointer, or with three sliders. */
import { t } from '@alcove/locales';
import { useClient, useCommand } from '@alcove/react';
import { useEffect, useRef, useState, type PointerEvent, type ReactElement } from 'react';
import { Button } from '../../../ui/control/button.tsx';
import { failureText } from '../../../ui/failure-text.ts';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { Notice } from '../../../ui/sign/notice.tsx';
import { dragged, MOST_ZOOM, squareOf, WHOLE, type Crop } from './crop.ts';
import { drawSquare, encodeSquare } from './encode.ts';

const words = t.profile;
/** Pixels of the canvas; it is shown smaller. */
const SHOWN = 512;

export function CropDialog({ picture, onClose }: { picture: ImageBitmap; onClose: () => void }): ReactElement {
  const client = useClient();
  const [crop, setCrop] = useState<Crop>(WHOLE);
  const [unmade, setUnmade] = useState(false);
  const save = useCommand((bytes: Uint8Array) => client.setPicture(bytes));
  const take = async (): Promise<void> => {
    const bytes = await encodeSquare(picture, squareOf(picture, crop));
    setUnmade(bytes === null);
    if (bytes !== null && (await save.run(bytes))?.ok === true) onClose();
  };
  const trouble = unmade ? words.pictureUnmade : save.failure === null ? null : failureText(save.failure);
  return (
    <Dialog
      title={words.pictureTitle}
      isOpen
      onClose={onClose}
      busy={save.pending}
      foot={
        <Button tone="go" isPending={save.pending} onPress={() => void take()}>
          {words.pictureTake}
        </Button>
      }
    >
      <div className="crop">
        <Stage picture={picture} crop={crop} onCrop={setCrop} />
        <div className="crop-ways">
          <Slider
            label={words.zoom}
            from={1}
            to={MOST_ZOOM}
            value={crop.zoom}
            onChange={(zoom) => setCrop({ ...crop, zoom })}
          />
          <Slider label={words.sideways} from={0} to={1} value={crop.x} onChange={(x) => setCrop({ ...crop, x })} />
          <Slider label={words.upDown} from={0} to={1} value={crop.y} onChange={(y) => setCrop({ ...crop, y })} />
        </div>
        <p className="set-lead">{words.pictureLead}</p>
        {trouble === null ? null : <Notice tone="brick">{trouble}</Notice>}
      </div>
    </Dialog>
  );
}

function Stage(props: { picture: ImageBitmap; crop: Crop; onCrop: (crop: Crop) => void }): ReactElement {
  const { picture, crop } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  useEffect(() => {
    if (canvas.current !== null) drawSquare(canvas.current, picture, squareOf(picture, crop));
  }, [picture, crop]);
  const move = (event: PointerEvent<HTMLCanvasElement>): void => {
    const from = last.current;
    if (from === null) return;
    const { width } = event.currentTarget.getBoundingClientRect();
    props.onCrop(dragged(picture, crop, (event.clientX - from.x) / width, (event.clientY - from.y) / width));
    last.current = { x: event.clientX, y: event.clientY };
  };
  const stop = (): void => void (last.current = null);
  return (
    <canvas
      ref={canvas}
      className="crop-stage"
      width={SHOWN}
      height={SHOWN}
      role="img"
      aria-label={words.pictureShown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerMove={move}
      onPointerUp={stop}
      onPointerCancel={stop}
    />
  );
}

function Slider(props: {
  label: string;
  from: number;
  to: number;
  value: number;
  onChange: (value: number) => void;
}): ReactElement {
  return (
    <label className="crop-slider">
      <span>{props.label}</span>
      <input
        type="range"
        min={props.from}
        max={props.to}
        step={(props.to - props.from) / 50}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.valueAsNumber)}
      />
    </label>
  );
}
