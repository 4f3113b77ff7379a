namespace LiveStyle.Media.Nut;

/// <summary>The eight bytes, big-endian, that open each packet of a NUT stream.</summary>
static class NutStartCode
{
    public const ulong Main = 0x4E4D_7A56_1F5F_04AD;
    public const ulong Stream = 0x4E53_1140_5BF2_F9DB;
    public const ulong SyncPoint = 0x4E4B_E4AD_EECA_4569;
    public const ulong Index = 0x4E58_DD67_2F23_E64E;
    public const ulong Info = 0x4E49_AB68_B596_BA78;

    /// <summary>First byte of each of them, and therefore never a frame code.</summary>
    public const byte FirstByte = (byte)'N';

    /// <summary>What a file begins with.</summary>
    public static ReadOnlySpan<byte> FileId => "nut/multimedia container\0"u8;
}
