/** The body of an answer as text; throws `<who>'s answer is too large` beyond `most` bytes. */
export async function readAnswer(response: Response, most: number, who: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > most) throw new Error(`${who}'s answer is too large`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
