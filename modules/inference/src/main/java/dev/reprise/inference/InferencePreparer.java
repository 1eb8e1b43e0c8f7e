package dev.reprise.inference;

import dev.reprise.data.images.PixelImage;
import dev.reprise.net.NetDescription;
import dev.reprise.net.PicturePreparer;

/** Prepares pictures for stock DJL as {@link Classifier} does. */
public final class InferencePreparer implements PicturePreparer {
    @Override
    public byte[] prepare(NetDescription net, int height, int width, byte[] rgb) {
        return InputFit.AUTO.prepare(PixelImage.rgb(height, width, rgb), net).pixels();
    }
}
