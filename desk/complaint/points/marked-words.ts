export type Marked = { text: string; messageId: string; at: DOMRect };

/** What is marked at the moment, if it is words of the customer in one message. */
export function markedWords(): Marked | null {
  const selection = getSelection();
  const text = selection?.toString().trim();
  if (!selection || selection.isCollapsed || !text) return null;
  const range = selection.getRangeAt(0);
  const within = range.commonAncestorContainer;
  const element = within instanceof Element ? within : within.parentElement;
  const messageId = element?.closest('.message.customer .words')?.closest<HTMLElement>('[data-id]')
    ?.dataset['id'];
  return messageId ? { text, messageId, at: range.getBoundingClientRect() } : null;
}
