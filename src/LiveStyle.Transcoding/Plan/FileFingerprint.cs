using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LiveStyle.Media.Sequences;

namespace LiveStyle.Transcoding.Plan;

/// <summary>Tells whether a file is still the one that was planned with, without reading all of it.</summary>
/// <param name="Length">The length in bytes, of all pictures where there are many; 0 for an address.</param>
/// <param name="Hash">The SHA-256, in hexadecimal, of the file's first and last mebibyte.</param>
public sealed record FileFingerprint(long Length, string Hash)
{
    const int Ends = 1 << 20;

    /// <summary>Takes the fingerprint of a file, of a sequence of pictures, or of an address.</summary>
    /// <param name="path">The path, pattern or address.</param>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static FileFingerprint Of(string path)
    {
        if (ImageSequence.IsPattern(path))
        {
            return OfPictures(ImageSequence.Find(path, ImageSequence.UsualRate).Files);
        }

        if (!File.Exists(path))
        {
            return new FileFingerprint(0, "");
        }

        using FileStream file = File.OpenRead(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = new byte[Ends];
        hash.AppendData(bytes.AsSpan(0, file.ReadAtLeast(bytes, Ends, throwOnEndOfStream: false)));
        if (file.Length > Ends)
        {
            file.Seek(-Math.Min(Ends, file.Length - Ends), SeekOrigin.End);
            hash.AppendData(bytes.AsSpan(0, file.ReadAtLeast(bytes, Ends, throwOnEndOfStream: false)));
        }

        return new FileFingerprint(file.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Takes the fingerprint of many pictures: their names, lengths and times tell of a change without reading a terabyte.</summary>
    static FileFingerprint OfPictures(IReadOnlyList<string> files)
    {
        var all = new StringBuilder();
        long length = 0;
        foreach (FileInfo file in files.Select(path => new FileInfo(path)))
        {
            length += file.Length;
            all.Append(CultureInfo.InvariantCulture, $"{file.Name}/{file.Length}/{file.LastWriteTimeUtc.Ticks}\n");
        }

        return new FileFingerprint(length, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString()))));
    }
}
