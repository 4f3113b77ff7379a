using System.Buffers.Binary;
using System.Text;

namespace LiveStyle.TestKit.Pictures;

/// <summary>JPEG files and segments that no encoder at hand writes.</summary>
static class HandmadeJpeg
{
    /// <summary>48×32 in ten scans, each finer than the one before.</summary>
    public static byte[] Progressive() => Convert.FromBase64String("""
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYV
        pQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAg
        ADADASIAAhEBAxEB/8QAGAAAAwEBAAAAAAAAAAAAAAAAAQMEAgD/xAAYAQEAAwEAAAAAAAAAAAAAAAAAAQQFA//aAAwDAQACEAMQAAABPKFGw8
        JDpT0jCbps6efdhGksK8w//8QAGBABAQEBAQAAAAAAAAAAAAAAABESECD/2gAIAQEAAQUCqqq8qqqtNKviqrXK/8QAFxEBAQEBAAAAAAAAAAAA
        AAAAABMBA//aAAgBAwEBPwGjOqrdUVf/xAAXEQEBAQEAAAAAAAAAAAAAAAAAEwED/9oACAECAQE/AZJN5JJJv//EABQQAQAAAAAAAAAAAAAAAA
        AAAED/2gAIAQEABj8CR//EABsQAQEAAgMBAAAAAAAAAAAAAAEAEBEhMVFh/9oACAEBAAE/IcRO1q28PqPU+I5xNYpF5uW3dIoyBLj/AP/aAAwD
        AQACAAMAAAAQn6TfQh//xAAZEQEAAwEBAAAAAAAAAAAAAAABABEhEEH/2gAIAQMBAT8QX6zDhXRlw2F5/8QAGBEAAwEBAAAAAAAAAAAAAAAAAA
        EREDH/2gAIAQIBAT8QCwpSOwVn/8QAHhABAAICAgMBAAAAAAAAAAAAAQARITFhcRBRkcH/2gAIAQEAAT8QW7IpagB3KntAlYL8W2f2JTQYOTSB
        eSRSq3KNtjLCrqcl9y8zH0fsvYkGVbCuWYji2GlPcb3Of5EF1mf/2Q==
        """);

    /// <summary>Inserts an EXIF segment (APP1, TIFF, big-endian) whose one entry is tag 0x0112.</summary>
    public static byte[] WithOrientation(byte[] jpeg, int orientation) => WithSegment(jpeg, 0xE1,
    [
        .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
        0, 0, 0, 0,
    ]);

    /// <summary>Inserts an ICC profile (APP2), in one piece.</summary>
    public static byte[] WithProfile(byte[] jpeg, byte[] profile) =>
        WithSegment(jpeg, 0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. profile]);

    /// <summary>ICC.1:2001: a monitor with the primaries of sRGB (adapted to D50) whose numbers are proportional to light.</summary>
    public static byte[] LinearProfile()
    {
        byte[] straight = [.. "curv\0\0\0\0"u8, 0, 0, 0, 0];
        (string Name, byte[] Content)[] tags =
        [
            ("wtpt", Xyz(0.9642, 1, 0.8249)),
            ("rXYZ", Xyz(0.4360, 0.2225, 0.0139)), ("gXYZ", Xyz(0.3851, 0.7169, 0.0971)), ("bXYZ", Xyz(0.1431, 0.0606, 0.7141)),
            ("rTRC", straight), ("gTRC", straight), ("bTRC", straight),
        ];
        const int header = 128;
        int offset = header + 4 + 12 * tags.Length;
        var profile = new byte[offset + tags.Sum(tag => tag.Content.Length)];
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        profile[8] = 2;
        Encoding.ASCII.GetBytes("mntrRGB XYZ ").CopyTo(profile, 12);
        Encoding.ASCII.GetBytes("acsp").CopyTo(profile, 36);
        tags[0].Content.AsSpan(8).CopyTo(profile.AsSpan(68));
        profile[header + 3] = (byte)tags.Length;
        for (int i = 0; i < tags.Length; i++)
        {
            Span<byte> entry = profile.AsSpan(header + 4 + 12 * i);
            Encoding.ASCII.GetBytes(tags[i].Name, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], offset);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], tags[i].Content.Length);
            tags[i].Content.CopyTo(profile, offset);
            offset += tags[i].Content.Length;
        }

        return profile;
    }

    /// <summary>An ICC XYZType: three s15Fixed16 numbers.</summary>
    static byte[] Xyz(params double[] values)
    {
        byte[] tag = [.. "XYZ \0\0\0\0"u8, .. new byte[12]];
        for (int i = 0; i < 3; i++)
            BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(8 + 4 * i), (int)Math.Round(values[i] * 65536));
        return tag;
    }

    /// <summary>An 8×8 picture of one ink mixture, marked by Adobe's segment as CMYK: 255 is no ink, as Adobe has it.</summary>
    public static byte[] Cmyk(byte cyan, byte magenta, byte yellow, byte black) =>
        WithSegment(Flat(cyan, magenta, yellow, black), 0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]);

    /// <summary>An 8×8 picture of one component.</summary>
    public static byte[] Gray(byte level) => Flat(level);

    /// <summary>A baseline JPEG (ITU-T T.81) of one block a component, which holds its mean and nothing else.</summary>
    static byte[] Flat(params byte[] means)
    {
        var bits = new StringBuilder();
        foreach (byte level in means)
        {
            // With a quantizer of 8 the DC coefficient is the mean itself, less 128; the categories' codes are 4 bits.
            int mean = level - 128;
            int category = 32 - int.LeadingZeroCount(Math.Abs(mean));
            bits.Append(Convert.ToString(category, 2).PadLeft(4, '0'));
            int value = mean < 0 ? mean + (1 << category) - 1 : mean;
            bits.Append(category == 0 ? "" : Convert.ToString(value, 2).PadLeft(category, '0'));
            bits.Append('0');
        }

        bits.Append('1', (8 - bits.Length % 8) % 8);
        IEnumerable<byte> scan = Enumerable.Range(0, bits.Length / 8)
            .Select(i => Convert.ToByte(bits.ToString(i * 8, 8), 2))
            .SelectMany(code => code == 0xFF ? new byte[] { 0xFF, 0 } : [code]);
        int count = means.Length;
        byte[] components = [.. Enumerable.Range(1, count).Select(i => (byte)i)];
        return
        [
            0xFF, 0xD8,
            0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64),
            0xFF, 0xC0, 0, (byte)(8 + 3 * count), 8, 0, 8, 0, 8, (byte)count, .. components.SelectMany(c => new byte[] { c, 0x11, 0 }),
            0xFF, 0xC4, 0, 31, 0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Enumerable.Range(0, 12).Select(i => (byte)i),
            0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0xFF, 0xDA, 0, (byte)(6 + 2 * count), (byte)count, .. components.SelectMany(c => new byte[] { c, 0 }), 0, 63, 0,
            .. scan,
            0xFF, 0xD9,
        ];
    }

    public static byte[] WithSegment(byte[] jpeg, byte marker, byte[] content)
    {
        int length = content.Length + 2;
        return [.. jpeg[..2], 0xFF, marker, (byte)(length >> 8), (byte)length, .. content, .. jpeg[2..]];
    }
}
