/** Bounds what is in work by its bytes. First come, first served; what is larger than the whole gate goes alone. */
export class ByteGate {
  readonly #most: number;
  readonly #queue: { bytes: number; go(): void }[] = [];
  #inside = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Waits for room; call what it gives, once, when done. */
  async enter(bytes: number): Promise<() => void> {
    if (this.#queue.length === 0 && this.#fits(bytes)) this.#inside += bytes;
    else await new Promise<void>((go) => this.#queue.push({ bytes, go }));
    return () => {
      this.#inside -= bytes;
      this.#letIn();
    };
  }

  #letIn(): void {
    for (let next = this.#queue[0]; next && this.#fits(next.bytes); next = this.#queue[0]) {
      this.#queue.shift();
      this.#inside += next.bytes;
      next.go();
    }
  }

  #fits(bytes: number): boolean {
    return this.#inside === 0 || this.#inside + bytes <= this.#most;
  }
}
