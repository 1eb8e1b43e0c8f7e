"""Writes the image files of ImageFormatsTest, and images.json: their pixels as Pillow reads them, on white.

    python3 images.py        (Pillow 12.3)
"""
import json
import pathlib

from PIL import Image, ImageOps

HERE = pathlib.Path(__file__).parent
WIDTH, HEIGHT = 12, 8
COLOR = Image.new("RGB", (WIDTH, HEIGHT))
ALPHA = Image.new("L", (WIDTH, HEIGHT))
for y in range(HEIGHT):
    for x in range(WIDTH):
        COLOR.putpixel((x, y), (20 * x, 30 * y, 255 - 10 * (x + y)))
        ALPHA.putpixel((x, y), 0 if x == 0 else 255 if x > 6 else 40 * x)
GRAY = COLOR.convert("L")
BITS = GRAY.convert("1")
PALETTE = COLOR.quantize(16)
TRANSPARENT = COLOR.copy()
TRANSPARENT.putalpha(ALPHA)
GRAY_ALPHA = Image.merge("LA", (GRAY, ALPHA))
DEEP = GRAY.convert("I;16").point(lambda v: v * 257)

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


make("gray.png", GRAY)
make("bits.png", BITS)
make("color.png", COLOR)
make("palette.png", PALETTE)
make("palette-transparent.png", PALETTE, transparency=3)
make("alpha.png", TRANSPARENT, tolerance=1)
make("gray-alpha.png", GRAY_ALPHA, tolerance=1)
make("deep.png", DEEP)
make("gray.jpg", GRAY, tolerance=2, quality=95)
make("color.jpg", COLOR, tolerance=4, quality=95, subsampling=0)
make("progressive.jpg", COLOR, tolerance=4, quality=95, subsampling=0, progressive=True)
make("cmyk.jpg", COLOR.convert("CMYK"), tolerance=80, quality=95)  # without a profile, programs convert inks differently
for orientation in range(2, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    make(f"orientation-{orientation}.jpg", COLOR, tolerance=4, quality=95, subsampling=0, exif=exif)
make("gray.bmp", GRAY)
make("bits.bmp", BITS)
make("color.bmp", COLOR)
make("palette.bmp", PALETTE)
make("palette.gif", PALETTE)
make("transparent.gif", PALETTE, transparency=3)
make("animated.gif", PALETTE, save_all=True, append_images=[COLOR.rotate(180).quantize(16)], duration=100)
make("gray.tif", GRAY)
make("deep.tif", DEEP)
make("color.tif", COLOR)
make("lzw.tif", COLOR, compression="tiff_lzw")
make("deflate.tif", COLOR, compression="tiff_adobe_deflate")
make("fax.tif", BITS, compression="group4")
make("packbits.tif", PALETTE, compression="packbits")
make("alpha.tif", TRANSPARENT, tolerance=1)
make("pages.tif", COLOR, save_all=True, append_images=[GRAY.convert("RGB")])
make("jpeg.tif", COLOR, tolerance=12, compression="jpeg", quality=95)
make("lossless.webp", COLOR, lossless=True)
make("alpha.webp", TRANSPARENT, tolerance=1, lossless=True, exact=True)
make("lossy.webp", COLOR, tolerance=25, quality=95)  # 2×2 pixels share a color: repeated here, smoothed by Pillow
make("animated.webp", COLOR, lossless=True, save_all=True, append_images=[COLOR.rotate(180)], duration=100)

(HERE / "images.json").write_text(json.dumps(seen, indent=1) + "\n")
