"""Draw a picture anew, in a process of its own: what comes out holds pixels and nothing else.

Run as a script by bot.reporting.pictures: a picture on stdin, the new one on stdout. Place, time
and camera are left behind; so is whatever was hidden after the picture's end. The process may
use little memory and few seconds, so that a picture made to harm harms only itself.
"""

import io
import resource
import sys

PIXELS_AT_MOST = 50_000_000
SIDE_AT_MOST = 2560  # enough for print on A4
MEMORY, SECONDS = 900 * 2**20, 8  # of addresses, most of which are the libraries' own
BROKEN, TOO_LARGE = 3, 4
QUALITY = 86


def main() -> int:
    """Redraw stdin to stdout; return an exit code, BROKEN or TOO_LARGE where it was refused."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from PIL import Image, ImageFile, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # the limit below is stricter and is asked first
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        source = Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=("JPEG", "PNG", "WEBP"))
        if source.width * source.height > PIXELS_AT_MOST:
            return TOO_LARGE
        kind = "PNG" if source.format == "PNG" else "JPEG"
        source.draft("RGB", (SIDE_AT_MOST, SIDE_AT_MOST))  # a large JPEG is read smaller at once
        source.thumbnail((SIDE_AT_MOST, SIDE_AT_MOST))
        picture = ImageOps.exif_transpose(source)
        mode = "RGBA" if kind == "PNG" and "A" in picture.getbands() else "RGB"
        clean = Image.new(mode, picture.size)
        clean.paste(picture.convert(mode))
        drawn = io.BytesIO()
        clean.save(drawn, kind, **({"quality": QUALITY} if kind == "JPEG" else {}))
    except MemoryError:
        return TOO_LARGE
    except Exception:  # whatever a hostile picture makes the decoder raise
        return BROKEN
    sys.stdout.buffer.write(drawn.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main())
