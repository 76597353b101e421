import { Image } from "@tarojs/components";

export function Picture({ src, words, className }: { src: string; words: string; className?: string }) {
  return <Image src={src} mode="aspectFit" className={className} {...{ "aria-label": words }} />;
}
