/** Goes along the words of a line, one key and its values after the other. */
export interface WordReader {
  /** The next word, taken; undefined at the end. */
  next(): string | undefined;
  /** The next word, left in place. */
  peek(): string | undefined;
  /** Takes the next word when it is this one. */
  skip(word: string): boolean;
}

export function wordReader(words: readonly string[]): WordReader {
  let at = 0;
  return {
    next: () => {
      at += 1;
      return words[at - 1];
    },
    peek: () => words[at],
    skip: (word) => {
      if (words[at] !== word) return false;
      at += 1;
      return true;
    },
  };
}

/** The words of a line. */
export function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
