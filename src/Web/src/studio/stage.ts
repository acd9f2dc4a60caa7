import { dropForgottenCodeEditors } from './codeEditors';
import { go, type View } from './views';

/** An element of Studio, as far as it is disposed by hand. */
type StudioElement = HTMLElement & {
  _addRootComponentPromise?: Promise<{ dispose: () => Promise<void> }>;
  _isDisposed?: boolean;
  _disposalTimeoutHandle?: number | null;
};

const tags = {
  definitions: 'elsa-workflow-definition-list',
  definition: 'elsa-workflow-definition-editor',
  instances: 'elsa-workflow-instance-list',
  instance: 'elsa-workflow-instance-viewer',
} as const;

/** Shows one element of Studio at a time: two alive at once break each other's pop-ups. */
export class Stage {
  private shown: StudioElement | null = null;
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly place: HTMLElement) {}

  show(view: View): Promise<void> {
    const shown = this.queue.then(() => this.swap(view));
    this.queue = shown.catch(() => {}); // Whoever asked is told; the next view does not depend on it.
    return shown;
  }

  private async swap(view: View) {
    await this.clear();
    const tag = tags[view.name];
    await customElements.whenDefined(tag); // Functions set on an element that is not upgraded yet are lost.
    const element = document.createElement(tag) as StudioElement;
    if (view.name === 'definition') element.setAttribute('definition-id', view.id);
    if (view.name === 'instance') element.setAttribute('instance-id', view.id);
    Object.assign(element, callbacksOf(view));
    this.place.append(element);
    this.shown = element;
  }

  /** Studio disposes a removed element a second later; until then the next one must not appear, so it is done at once. */
  private async clear() {
    const element = this.shown;
    if (!element) return;
    this.shown = null;
    element.remove();
    if (element._disposalTimeoutHandle) window.clearTimeout(element._disposalTimeoutHandle);
    element._isDisposed = true;
    element._disposalTimeoutHandle = null;
    await (await element._addRootComponentPromise)?.dispose();
    dropForgottenCodeEditors();
  }
}

function callbacksOf(view: View) {
  switch (view.name) {
    case 'definitions':
    case 'instance':
      return { editWorkflowDefinition: (id: string) => go({ name: 'definition', id }) };
    case 'instances':
      return { viewWorkflowInstance: (id: string) => go({ name: 'instance', id }) };
    case 'definition':
      return {};
  }
}
