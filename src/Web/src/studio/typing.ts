/** The code editor, as far as it is used here. */
declare const monaco: {
  editor: {
    onDidCreateModel(
      created: (model: { onDidChangeContent(changed: (change: { isFlush: boolean }) => void): void }) => void,
    ): void;
  };
};

/** Studio takes over what is typed into a code editor half a second after the last key. When another step is chosen or the flow is
 * published before that, it forgets the text. */
const untilTaken = 700;

const pressEvents = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'] as const;

/** Holds a press outside the code editor back until Studio has taken over what was typed there, and makes it then. To be called once Studio
 * has started. */
export function holdPressesWhileTyping() {
  let typedAt = Number.NEGATIVE_INFINITY;
  let isHolding = false;
  const wait = () => typedAt + untilTaken - performance.now();
  monaco.editor.onDidCreateModel((model) =>
    model.onDidChangeContent(({ isFlush }) => {
      if (!isFlush) typedAt = performance.now(); // A flush is Studio's own.
    }),
  );
  const hold = (event: MouseEvent) => {
    if (!event.isTrusted || !(event.target instanceof Element)) return;
    if (event.type === 'pointerdown') isHolding = wait() > 0 && event.button === 0 && mayLose(event.target);
    if (!isHolding) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type === 'click') setTimeout(() => press(event.clientX, event.clientY), wait());
  };
  for (const type of pressEvents) window.addEventListener(type, hold, { capture: true });
}

/** What is beside the code editor in the same form leaves the step chosen; what is dragged takes longer than Studio. */
const mayLose = (pressed: Element) =>
  !pressed.closest('.monaco-editor, form.mud-form, .mud-popover, [draggable="true"]');

function press(x: number, y: number) {
  const target = document.elementFromPoint(x, y);
  if (!target) return;
  target.closest<HTMLElement>('a, button, input, textarea, [tabindex]')?.focus();
  const event = { bubbles: true, cancelable: true, composed: true, view: window, clientX: x, clientY: y, detail: 1 };
  for (const type of pressEvents)
    target.dispatchEvent(
      type.startsWith('pointer')
        ? new PointerEvent(type, { ...event, isPrimary: true, pointerType: 'mouse' })
        : new MouseEvent(type, event),
    );
}
