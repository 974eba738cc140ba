// A photo of a product or a store, in the size that fits; without one, a quiet leaf in its place.
import type { Photo as PhotoText } from "@perennial/api";
import type { ReactElement } from "react";
import { useProgramme } from "../../shared/programme.js";
import { Icon } from "../../shared/ui/icons.js";
import { mall } from "../queries.js";

/** `sizes`: how wide it is drawn, as for <img>. `alt`: "" where the title stands beside it. */
export function Photo({
  photo,
  sizes,
  alt = "",
  eager = false,
  className = "",
}: {
  photo: Pick<PhotoText, "id"> | null;
  sizes: string;
  alt?: string;
  eager?: boolean;
  className?: string;
}): ReactElement {
  const { id } = useProgramme();
  if (photo === null)
    return (
      <span className={`flex items-center justify-center bg-leaf-soft text-leaf ${className}`}>
        <Icon name="leaf" size={28} />
      </span>
    );
  const at = (width: 320 | 640 | 1280): string => mall(id).photoUrl(photo.id, width);
  return (
    <img
      src={at(320)}
      srcSet={`${at(320)} 320w, ${at(640)} 640w, ${at(1280)} 1280w`}
      sizes={sizes}
      alt={alt}
      loading={eager ? "eager" : "lazy"}
      decoding="async"
      className={`bg-leaf-soft object-cover ${className}`}
    />
  );
}
