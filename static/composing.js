// SPDX-License-Identifier: GPL-3.0-or-later
// A key or an input that belongs to an input method's unfinished word, the Enter that ends it included: Safari sends
// that one after compositionend, with keyCode 229.
export const composing = (event) => event.isComposing || event.keyCode === 229;

// Calls back when the words in a field have changed and are whole: never while an input method composes.
export function onWords(field, changed) {
  field.addEventListener('input', (event) => {
    if (!composing(event)) changed();
  });
  // Some browsers send the last input before compositionend, marked as composing.
  field.addEventListener('compositionend', () => changed());
}
