package dev.reprise.net;

/** Makes a picture an input of a net; found as a service, for {@link SavedNetBlockFactory}. */
public interface PicturePreparer {
    /**
     * Prepares a picture as the net's training pictures were.
     *
     * @param rgb (height, width, 3), 0–255
     * @return in the shape of the net's input, 0–255
     */
    byte[] prepare(NetDescription net, int height, int width, byte[] rgb);
}
