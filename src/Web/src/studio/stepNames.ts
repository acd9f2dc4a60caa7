import { endpoint } from './session';
import type { View } from './views';

type Step = { metadata?: { displayText?: string; displayTextZh?: string } };

/** Adds the Chinese names that a flow gives its steps; Studio shows the English ones. */
export async function addStepNames(view: View, names: Map<string, string>): Promise<void> {
  const definition = await definitionOf(view);
  if (!definition) return;
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const { displayText, displayTextZh } = (value as Step).metadata ?? {};
    if (displayText && displayTextZh) names.set(displayText, displayTextZh);
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(definition);
}

async function definitionOf(view: View): Promise<unknown> {
  if (view.name === 'definition')
    return ask(`workflow-definitions/by-definition-id/${encodeURIComponent(view.id)}?versionOptions=Latest`);
  if (view.name !== 'instance') return null;
  const instance = (await ask(`workflow-instances/${encodeURIComponent(view.id)}`)) as {
    definitionVersionId: string;
  } | null;
  return instance && ask(`workflow-definitions/by-id/${encodeURIComponent(instance.definitionVersionId)}`);
}

async function ask(path: string): Promise<unknown> {
  const answer = await fetch(`${endpoint}/${path}`);
  return answer.ok ? answer.json() : null;
}
