/** The module that draws Studio's canvas, as far as it is used here. Studio has loaded it, and a module is loaded once: what it
 * exports are the canvases that are on the page. */
type Designer = {
  graphBindings: Record<string, { graph: { getNodes(): { id: string }[] } }>;
  selectActivity(elementId: string, activityId: string): Promise<void>;
};

const designerAt = '_content/Elsa.Studio.Workflows.Designer/designer.entry.js';

/** Selects and centres a step on the canvas that is open, as a click on it would. A step inside another one that is drawn
 * elsewhere stands for that one.
 * @param nodeId Ids from the workflow down to the step, joined by `:`.
 * @returns False when neither it nor anything around it is drawn. */
export async function selectStep(nodeId: string): Promise<boolean> {
  const designer = (await import(/* @vite-ignore */ new URL(designerAt, document.baseURI).href)) as Designer;
  for (const activityId of nodeId.split(':').reverse()) {
    for (const [graphId, { graph }] of Object.entries(designer.graphBindings)) {
      const container = document.getElementById(graphId);
      if (!container?.checkVisibility() || !graph.getNodes().some((node) => node.id === activityId)) continue;
      await designer.selectActivity(graphId, activityId);
      bringIntoView(container);
      return true;
    }
  }
  return false;
}

/** On a phone the canvas is wider than what is seen of it. */
function bringIntoView(container: HTMLElement) {
  const stage = container.closest('.lf-stage');
  const step = container.querySelector('.x6-node-selected')?.getBoundingClientRect();
  if (!stage || !step) return;
  const seen = stage.getBoundingClientRect();
  stage.scrollBy({ left: step.x + step.width / 2 - (seen.x + seen.width / 2) });
}
