namespace LiveStyle.Gpu.Network;

/// <summary>What the numbers of an image stand for.</summary>
public enum ColorEncoding
{
    /// <summary>Values behind sRGB's transfer function: what files and screens hold, and the network sees.</summary>
    Encoded,

    /// <summary>Linear light, as engines render; converted on the way in and out. An image with an _SRGB format reads as linear.</summary>
    Linear,
}
