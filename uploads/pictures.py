"""Pictures are written again, so that nothing is kept of what was sent except what can be seen."""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from uploads.kinds import Unfit
from uploads.limits import MOST_PIXELS

MODES = {"PNG": {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}, "JPEG": {"L", "RGB"},
         "WEBP": {"RGB", "RGBA"}}  # fmt: skip


def rewrite(source: Path, target: Path, name: str, longest: int = 0) -> None:
    """Write the picture to `target` as it is seen: turned as the camera recorded, without the place
    where it was taken, without any other data before, after or beside it; made smaller where a side
    is longer than `longest` pixels. Raises Unfit."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint turns it on for its whole process.
    try:
        with Image.open(source, formats=[name]) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise Unfit("pixels")
            if getattr(sent, "n_frames", 1) > 1:
                raise Unfit("moving")
            sent.load()
            seen = ImageOps.exif_transpose(sent)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unfit("pixels") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise Unfit("broken") from None
    if seen.mode not in MODES[name]:
        seen = seen.convert("RGBA" if "A" in seen.getbands() and name != "JPEG" else "RGB")
    if longest and max(seen.size) > longest:
        is_clear = "A" in seen.getbands() or "transparency" in seen.info
        seen = seen.convert("RGBA" if is_clear and name != "JPEG" else "RGB")
        seen.thumbnail((longest, longest))
    transparency = seen.info.get("transparency")
    seen.info = {} if transparency is None else {"transparency": transparency}
    seen.save(target, format=name, **({} if name == "PNG" else {"quality": 90}))
