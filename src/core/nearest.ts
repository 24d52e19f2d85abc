// "Did you mean ...": the known word nearest to a mistyped one, by edit distance (Damerau 1964, Levenshtein 1966)
// without regard to case. It cannot guess synonyms: a word further than a third of its length away has no neighbour.

/** Nearest of `candidates`, or null where none is near. Long words are cut, so hostile input costs little. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.slice(0, 40).toLowerCase();
  let best: string | null = null;
  // At least one letter must be shared: a single letter has no neighbours.
  let bestDistance = Math.min(Math.max(1, Math.floor(wanted.length / 3)), wanted.length - 1) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Smallest number of insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1, swapped ? before[j - 2] + 1 : Infinity));
    }
    before = row;
    row = next;
  }
  return row[to.length];
}
