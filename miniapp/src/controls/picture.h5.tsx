/** `words` say what is seen, for who does not see it. */
export function Picture({ src, words, className }: { src: string; words: string; className?: string }) {
  return <img src={src} alt={words} className={className} />;
}
