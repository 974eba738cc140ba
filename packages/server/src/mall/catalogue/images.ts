// Pictures that people send: what a file is, its content says. They are decoded, turned upright, made small and written anew as WebP, so that
// nothing of what came with them (place, camera, hidden data) stays.
import sharp from "sharp";
import { Fault } from "../../http/fault.js";

/** More than this in one file is not taken. */
export const MOST_FILE_BYTES = 10_000_000;
const MOST_PIXELS = 50_000_000;
const WIDTHS = { small: 320, medium: 640, large: 1_280 } as const;
const QUALITY = 82;

export interface Picture {
  /** of the largest */
  readonly width: number;
  readonly height: number;
  readonly small: Uint8Array;
  readonly medium: Uint8Array;
  readonly large: Uint8Array;
}

const KINDS: readonly { media: string; begins: (bytes: Uint8Array) => boolean }[] = [
  { media: "image/jpeg", begins: (bytes) => has(bytes, 0, [0xff, 0xd8, 0xff]) },
  { media: "image/png", begins: (bytes) => has(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  {
    media: "image/webp",
    begins: (bytes) => has(bytes, 0, [0x52, 0x49, 0x46, 0x46]) && has(bytes, 8, [0x57, 0x45, 0x42, 0x50]),
  },
  { media: "application/pdf", begins: (bytes) => has(bytes, 0, [0x25, 0x50, 0x44, 0x46, 0x2d]) },
];

const has = (bytes: Uint8Array, at: number, wanted: readonly number[]): boolean =>
  wanted.every((byte, index) => bytes[at + index] === byte);

/** The media type by the first bytes; undefined: none that is taken here. */
export const mediaOf = (bytes: Uint8Array): string | undefined => KINDS.find(({ begins }) => begins(bytes))?.media;

/** Throws `unsupported_file`, `too_large`. */
export async function pictureOf(bytes: Uint8Array): Promise<Picture> {
  const media = mediaOf(bytes);
  if (media === undefined || !media.startsWith("image/"))
    throw new Fault("unsupported_file", "body", "this is no picture that is taken here", "a JPEG, PNG or WebP");
  try {
    const upright = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" })
      .rotate()
      .toColourspace("srgb")
      .png({ compressionLevel: 0 })
      .toBuffer();
    const at = async (width: number) =>
      sharp(upright)
        .resize({ width, withoutEnlargement: true })
        .webp({ quality: QUALITY })
        .toBuffer({ resolveWithObject: true });
    const [small, medium, large] = await Promise.all([at(WIDTHS.small), at(WIDTHS.medium), at(WIDTHS.large)]);
    return {
      width: large.info.width,
      height: large.info.height,
      small: small.data,
      medium: medium.data,
      large: large.data,
    };
  } catch (error) {
    const tooMany = error instanceof Error && /pixel limit/i.test(error.message);
    if (tooMany) throw new Fault("too_large", "body", "the picture has too many pixels", `at most ${MOST_PIXELS}`);
    throw new Fault(
      "unsupported_file",
      "body",
      "the picture can't be read",
      "a JPEG, PNG or WebP that opens elsewhere",
    );
  }
}
