namespace LiveStyle.Frames;

/// <summary>Which weights of R, G and B make up the luma, and so what Y, Cb and Cr stand for.</summary>
public enum ColorMatrix
{
    /// <summary>ITU-R BT.601: standard definition. Red 0.299, blue 0.114.</summary>
    Bt601,

    /// <summary>ITU-R BT.709: high definition. Red 0.2126, blue 0.0722.</summary>
    Bt709,

    /// <summary>ITU-R BT.2020, non-constant luminance. Red 0.2627, blue 0.0593.</summary>
    Bt2020,
}
