namespace LiveStyle.Media.Probing;

/// <summary>A transfer of high dynamic range (BT.2100).</summary>
public enum HdrTransfer
{
    /// <summary>Perceptual quantizer (SMPTE ST 2084): codes stand for 0 to 10000 nits.</summary>
    Pq,

    /// <summary>Hybrid log-gamma (ARIB STD-B67): codes stand for light of the scene.</summary>
    Hlg,
}
