type CodeEditor = { getDomNode(): HTMLElement | null; getModel(): { dispose(): void } | null; dispose(): void };

declare const monaco: { editor: { getEditors(): CodeEditor[] } };
declare const blazorMonaco: { editors: { editor: CodeEditor }[] };

/** Studio forgets the code editors of what it showed before, each with all that was around it: 2,500 nodes for an editor of flows. */
export function dropForgottenCodeEditors() {
  const isForgotten = (editor: CodeEditor) => editor.getDomNode()?.isConnected !== true;
  const forgotten = monaco.editor.getEditors().filter(isForgotten);
  blazorMonaco.editors = blazorMonaco.editors.filter(({ editor }) => !forgotten.includes(editor));
  for (const editor of forgotten) {
    editor.getModel()?.dispose();
    editor.dispose();
  }
}
