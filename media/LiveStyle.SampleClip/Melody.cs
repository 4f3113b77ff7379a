using System.Buffers.Binary;

namespace LiveStyle.SampleClip;

/// <summary>The clip's sound: a slow tune of plucked tones over chords, and a tick at each full second, which lets the
/// ear and a test check that sound and picture still run together.</summary>
static class Melody
{
    public const int SampleRate = 48000;

    const float Beat = 0.625f;

    // Semitones over middle C; F, G, E minor, A minor, then F, G, C.
    static readonly int[][] Chords = [[5, 9, 12], [7, 11, 14], [4, 7, 11], [9, 12, 16], [5, 9, 12], [7, 11, 14], [0, 4, 7], [0, 7, 12]];
    static readonly int[] Tune = [21, 24, 23, 19, 19, 23, 24, 28, 29, 28, 26, 23, 24, 19, 24, 24];

    /// <summary>Writes 16-bit stereo PCM (RIFF/WAVE).</summary>
    public static void Save(string path, double seconds)
    {
        int count = (int)(seconds * SampleRate);
        var left = new float[count];
        var right = new float[count];
        for (int i = 0; i < Tune.Length; i++)
        {
            Pluck(left, right, i * Beat, Frequency(Tune[i]), 0.20f, 0.35f + 0.3f * (i % 2), 1.3f);
            int[] chord = Chords[i / 2];
            Pluck(left, right, i * Beat, Frequency(chord[i % 2 == 0 ? 0 : 2] - 12), 0.13f, 0.65f, 1.1f);
            Pluck(left, right, i * Beat + Beat / 2, Frequency(chord[1]), 0.09f, 0.25f, 0.8f);
        }

        for (int second = 0; second < seconds; second++)
        {
            Tick(left, right, second);
        }

        var wave = new byte[44 + count * 4];
        "RIFF"u8.CopyTo(wave);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(4), wave.Length - 8);
        "WAVEfmt "u8.CopyTo(wave.AsSpan(8));
        ReadOnlySpan<int> format = [16, 1 | (2 << 16), SampleRate, SampleRate * 4, 4 | (16 << 16)];
        for (int i = 0; i < format.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(16 + i * 4), format[i]);
        }

        "data"u8.CopyTo(wave.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(40), count * 4);
        for (int i = 0; i < count; i++)
        {
            // In and out without a click.
            float fade = Math.Min(1, Math.Min(i / (0.01f * SampleRate), (count - i) / (0.8f * SampleRate)));
            BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(44 + i * 4), Sample(left[i] * fade));
            BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(46 + i * 4), Sample(right[i] * fade));
        }

        File.WriteAllBytes(path, wave);
    }

    static float Frequency(int semitone) => 261.626f * MathF.Pow(2, semitone / 12f);

    static short Sample(float value) => (short)(MathF.Tanh(value) * 32000);

    /// <param name="pan">0 left, 1 right.</param>
    static void Pluck(float[] left, float[] right, float at, float frequency, float loud, float pan, float length)
    {
        int first = (int)(at * SampleRate);
        for (int i = 0; i < length * 2 * SampleRate && first + i < left.Length; i++)
        {
            float t = i / (float)SampleRate, phase = MathF.Tau * frequency * t;
            float tone = MathF.Sin(phase) + 0.35f * MathF.Sin(2 * phase) * MathF.Exp(-t * 5) + 0.16f * MathF.Sin(3.005f * phase) * MathF.Exp(-t * 9);
            float value = tone * loud * Math.Min(1, t / 0.012f) * MathF.Exp(-t * 3 / length);
            left[first + i] += value * MathF.Sqrt(1 - pan);
            right[first + i] += value * MathF.Sqrt(pan);
        }
    }

    static void Tick(float[] left, float[] right, int second)
    {
        for (int i = 0; i < 0.03f * SampleRate && second * SampleRate + i < left.Length; i++)
        {
            float t = i / (float)SampleRate;
            float value = 0.10f * MathF.Sin(MathF.Tau * 1900 * t) * MathF.Exp(-t * 220);
            left[second * SampleRate + i] += value;
            right[second * SampleRate + i] += value;
        }
    }
}
