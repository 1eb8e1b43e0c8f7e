"""Makes the picture files of ImageFormatsTest, and images.json: what Pillow sees in each, transparent parts on white.

    python3 images.py        (Pillow 12.3)
"""
import json
import pathlib

from PIL import Image, ImageOps

HERE = pathlib.Path(__file__).parent
WIDTH, HEIGHT = 12, 8
COLOUR = Image.new("RGB", (WIDTH, HEIGHT))
ALPHA = Image.new("L", (WIDTH, HEIGHT))
for y in range(HEIGHT):
    for x in range(WIDTH):
        COLOUR.putpixel((x, y), (20 * x, 30 * y, 255 - 10 * (x + y)))
        ALPHA.putpixel((x, y), 0 if x == 0 else 255 if x > 6 else 40 * x)
GREY = COLOUR.convert("L")
BITS = GREY.convert("1")
PALETTE = COLOUR.quantize(16)
TRANSPARENT = COLOUR.copy()
TRANSPARENT.putalpha(ALPHA)
GREY_ALPHA = Image.merge("LA", (GREY, ALPHA))
DEEP = GREY.convert("I;16").point(lambda v: v * 257)

seen = {}


def make(name, image, tolerance=0, **options):
    path = HERE / name
    image.save(path, **options)
    with Image.open(path) as opened:
        opened.seek(0)
        opened = ImageOps.exif_transpose(opened) if path.suffix == ".jpg" else opened
        if opened.mode == "I;16":
            opened = opened.point(lambda v: v / 257).convert("L")
        shown = opened.convert("RGBA" if "transparency" in opened.info or "A" in opened.getbands() else "RGB")
        on_white = Image.new("RGB", shown.size, "white")
        on_white.paste(shown, mask=shown.getchannel("A") if shown.mode == "RGBA" else None)
    seen[name] = {"width": on_white.width, "height": on_white.height, "tolerance": tolerance, "rgb": on_white.tobytes().hex()}


make("grey.png", GREY)
make("bits.png", BITS)
make("colour.png", COLOUR)
make("palette.png", PALETTE)
make("palette-transparent.png", PALETTE, transparency=3)
make("alpha.png", TRANSPARENT, tolerance=1)
make("grey-alpha.png", GREY_ALPHA, tolerance=1)
make("deep.png", DEEP)
make("grey.jpg", GREY, tolerance=2, quality=95)
make("colour.jpg", COLOUR, tolerance=4, quality=95, subsampling=0)
make("progressive.jpg", COLOUR, tolerance=4, quality=95, subsampling=0, progressive=True)
make("cmyk.jpg", COLOUR.convert("CMYK"), tolerance=80, quality=95)  # no profile: each program has its own idea of the inks
for orientation in range(2, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    make(f"orientation-{orientation}.jpg", COLOUR, tolerance=4, quality=95, subsampling=0, exif=exif)
make("grey.bmp", GREY)
make("bits.bmp", BITS)
make("colour.bmp", COLOUR)
make("palette.bmp", PALETTE)
make("palette.gif", PALETTE)
make("transparent.gif", PALETTE, transparency=3)
make("animated.gif", PALETTE, save_all=True, append_images=[COLOUR.rotate(180).quantize(16)], duration=100)
make("grey.tif", GREY)
make("deep.tif", DEEP)
make("colour.tif", COLOUR)
make("lzw.tif", COLOUR, compression="tiff_lzw")
make("deflate.tif", COLOUR, compression="tiff_adobe_deflate")
make("fax.tif", BITS, compression="group4")
make("packbits.tif", PALETTE, compression="packbits")
make("alpha.tif", TRANSPARENT, tolerance=1)
make("pages.tif", COLOUR, save_all=True, append_images=[GREY.convert("RGB")])
make("jpeg.tif", COLOUR, tolerance=12, compression="jpeg", quality=95)
make("lossless.webp", COLOUR, lossless=True)
make("alpha.webp", TRANSPARENT, tolerance=1, lossless=True, exact=True)
make("lossy.webp", COLOUR, tolerance=25, quality=95)  # colours of two by two pixels are one: here repeated, in Pillow smoothed
make("animated.webp", COLOUR, lossless=True, save_all=True, append_images=[COLOUR.rotate(180)], duration=100)

(HERE / "images.json").write_text(json.dumps(seen, indent=1) + "\n")
