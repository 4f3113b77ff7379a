namespace LiveStyle.Media.Nut;

/// <summary>CRC-32 with polynomial 0x04C11DB7, most significant bit first, starting at zero, as NUT stores it (big-endian).</summary>
static class NutChecksum
{
    const uint Polynomial = 0x04C1_1DB7;

    static readonly uint[] Table = BuildTable();

    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0;
        foreach (byte value in bytes)
        {
            crc = (crc << 8) ^ Table[(crc >> 24) ^ value];
        }

        return crc;
    }

    static uint[] BuildTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint crc = i << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc << 1) ^ ((crc >> 31) * Polynomial);
            }

            table[i] = crc;
        }

        return table;
    }
}
