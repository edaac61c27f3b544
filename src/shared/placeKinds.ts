// The kinds of editor that ghost text may come in, as the setting `completion.places` names them. What is not in this
// list is never served.

export const placeKinds = ['files', 'untitled', 'notebooks', 'commitMessages', 'commentBoxes', 'chat'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** A chat box is written to a machine that completes it better: off unless the person wants it. */
export const placesByDefault: Readonly<Record<PlaceKind, boolean>> = Object.freeze({
  files: true,
  untitled: true,
  notebooks: true,
  commitMessages: true,
  commentBoxes: true,
  chat: false,
});
