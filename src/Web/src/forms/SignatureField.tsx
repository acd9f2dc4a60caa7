import { Button, Input, Segmented } from 'antd';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useI18n } from '../i18n';
import { describeError } from '../shell/ErrorState';
import { addDocument } from './DocumentField';
import { type ControlProps, idOf } from './Field';
import styles from './Forms.module.css';
import type { Signature } from './schema';
import { useSurroundings } from './surroundings';

const width = 480;
const height = 140;

/** A signature, drawn with pen, finger or mouse, or typed: a picture that becomes a document of the case. */
export function SignatureField({ path, value, label, onChange }: ControlProps & { value: Signature | undefined }) {
  const { t } = useI18n();
  const { documents } = useSurroundings();
  if (value?.document) {
    return (
      <div className={styles.signed}>
        {documents && <img src={`${documents}/${value.document}`} alt={t.form.signatureOf(value.by)} />}
        <span className="quiet">{t.form.signedBy(value.by, value.method)}</span>
        <Button size="small" onClick={() => onChange(undefined)}>
          {t.form.signAgain}
        </Button>
      </div>
    );
  }
  return <SignaturePad id={idOf(path)} label={label} onSigned={onChange} />;
}

function SignaturePad({ id, label, onSigned }: { id: string; label: string; onSigned: (value: Signature) => void }) {
  const { t } = useI18n();
  const { documents, person } = useSurroundings();
  const [method, setMethod] = useState<Signature['method']>('drawn');
  const [name, setName] = useState(person ?? '');
  const [hasInk, setHasInk] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isSending, setSending] = useState(false);
  const canvas = useRef<HTMLCanvasElement>(null);
  const isReady = name.trim().length > 0 && (method === 'typed' || hasInk);

  useEffect(() => {
    const pen = penOf(canvas.current);
    pen?.clearRect(0, 0, width, height);
    if (method === 'typed' && pen) write(pen, name);
    else setHasInk(false);
  }, [method, name]);

  return (
    <fieldset className={styles.pad} aria-label={label}>
      <div className={styles.padTop}>
        <Segmented
          aria-label={t.form.signHow}
          value={method}
          options={[
            { value: 'drawn', label: t.form.draw },
            { value: 'typed', label: t.form.type },
          ]}
          onChange={setMethod}
        />
        <Input
          id={id}
          aria-label={t.form.yourName}
          placeholder={t.form.yourName}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <canvas
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={method === 'drawn' ? t.form.drawHere : t.form.typedPreview}
        data-drawn={method === 'drawn'}
        onPointerDown={begin}
        onPointerMove={draw}
      />
      <div className={styles.padFoot}>
        <Button type="primary" ghost disabled={!isReady || !documents} loading={isSending} onClick={sign}>
          {t.form.sign}
        </Button>
        {method === 'drawn' && (
          <Button type="text" disabled={!hasInk} onClick={clear}>
            {t.form.clear}
          </Button>
        )}
      </div>
      {problem && (
        <div role="alert" className={styles.problem}>
          {problem}
        </div>
      )}
    </fieldset>
  );

  function begin(event: PointerEvent<HTMLCanvasElement>) {
    if (method !== 'drawn') return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const pen = penOf(canvas.current);
    pen?.beginPath();
    pen?.moveTo(...placeOf(event));
  }

  function draw(event: PointerEvent<HTMLCanvasElement>) {
    if (method !== 'drawn' || event.buttons === 0) return;
    const pen = penOf(canvas.current);
    pen?.lineTo(...placeOf(event));
    pen?.stroke();
    setHasInk(true);
  }

  function clear() {
    penOf(canvas.current)?.clearRect(0, 0, width, height);
    setHasInk(false);
  }

  function sign() {
    canvas.current?.toBlob((picture) => {
      if (!picture || !documents) return;
      setSending(true);
      addDocument(documents, new File([picture], 'signature.png', { type: 'image/png' }), 'signature')
        .then(
          (document) => onSigned({ document: document.id, by: name.trim(), method }),
          (error: Error) => setProblem(describeError(error, t)),
        )
        .finally(() => setSending(false));
    }, 'image/png');
  }
}

function penOf(canvas: HTMLCanvasElement | null): CanvasRenderingContext2D | null {
  const pen = canvas?.getContext('2d') ?? null;
  if (pen)
    Object.assign(pen, {
      lineWidth: 2.5,
      lineCap: 'round',
      lineJoin: 'round',
      strokeStyle: '#12262b',
      fillStyle: '#12262b',
    });
  return pen;
}

function write(pen: CanvasRenderingContext2D, name: string) {
  pen.font = 'italic 44px "Brush Script MT", "Segoe Script", "STXingkai", "KaiTi", cursive';
  pen.textBaseline = 'middle';
  pen.fillText(name, 20, height / 2, width - 40);
}

/** The picture has its own size whatever that on the screen is. */
function placeOf(event: PointerEvent<HTMLCanvasElement>): [number, number] {
  const box = event.currentTarget.getBoundingClientRect();
  return [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height];
}
