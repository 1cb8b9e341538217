// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as people paste them. The server judges; this only tells when to ask it.

const kSeparators = /[\s\-‐-―().·,，。()（）\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const kMobile = /(?<!\d)(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g;

const plain = (text) => text.normalize('NFKC').replace(kSeparators, '');

// A whole number: asking now makes sense.
export function isWhole(text) {
  return /^((\+|00)?86)?1[3-9]\d{9}$|^0\d{9,11}$/.test(plain(text));
}

// The one mobile number in a pasted paragraph; none when there is no number or more than one.
export function onlyNumberIn(text) {
  const found = [...new Set(text.normalize('NFKC').match(kMobile) ?? [])];
  return found.length === 1 ? found[0] : '';
}
