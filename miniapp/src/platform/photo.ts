import type { Hint } from "../photo/judge";

/** A photo as the person gave it. */
export interface Picked {
  name: string;
  bytes: number;
  /** `File` on H5, path of a temporary file on WeChat. */
  source: unknown;
}

/** A photo that is ready to be sent: upright, without EXIF, small enough. */
export interface Ready {
  name: string;
  bytes: number;
  width: number;
  height: number;
  /** `Blob` on H5, path of a temporary file on WeChat. */
  source: unknown;
  /** Address for showing it on this page. */
  preview: string;
  hints: readonly Hint[];
}

/** Why a file cannot be used; the words are in texts/photo. */
export type PhotoFault = "empty" | "tooBig" | "heic" | "notImage" | "broken" | "tooManyPixels";

export class BadPhoto extends Error {
  readonly fault: PhotoFault;
  constructor(fault: PhotoFault) {
    super(fault);
    this.fault = fault;
  }
}
